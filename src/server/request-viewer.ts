import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.ts';
import { unauthenticated } from '../graphql/context.ts';
import { isUnavailable, unavailable } from '../graphql/errors.ts';
import type { Services } from '../graphql/services.ts';
import type { RateLimits } from './rate-limits.ts';

/**
 * Null where no credential was sent. Counts the request; throws a GraphQLError where the credential is not known, whatever
 * the request asks for, or has asked too often.
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

/** Nothing has run yet: 503 tells proxies and clients without GraphQL to come again, which Apollo's 500 does not. */
function toldWithStatus(error: unknown): never {
  throw isUnavailable(error) ? unavailable({ http: { status: 503 } }) : error;
}
