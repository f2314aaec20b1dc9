import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.ts';
import { unauthenticated } from '../graphql/context.ts';
import { isUnavailable, unavailable } from '../graphql/errors.ts';
import type { Services } from '../graphql/services.ts';
import type { RateLimits } from './rate-limits.ts';

/**
 * The viewer of a request; null if it has no credential. Counts the request. Throws a GraphQLError if the credential is
 * unknown, whatever the request contains, or exceeds its rate limit.
 */
export async function requestViewer(
  { headers }: FastifyRequest,
  services: Pick<Services, 'authenticator'>,
  rateLimits: RateLimits,
): Promise<Viewer | null> {
  if (headers.authorization === undefined) return null;
  const viewer = await services.authenticator.viewerOf(headers.authorization).catch(toldWithStatus);
  if (!viewer) throw unauthenticated();
  const tooOften = rateLimits.refuseCredential(viewer);
  if (tooOften) throw tooOften;
  return viewer;
}

/** Nothing has run yet. Status 503 makes proxies and other HTTP clients retry; Apollo would answer 500. */
function toldWithStatus(error: unknown): never {
  throw isUnavailable(error) ? unavailable({ http: { status: 503 } }) : error;
}
