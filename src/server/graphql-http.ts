import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../access/viewer.ts';
import { type Context, createContext, unauthenticated } from '../graphql/context.ts';
import { maskError } from '../graphql/errors.ts';
import type { Services } from '../graphql/services.ts';

export interface GraphqlHttpOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly log: Logger;
}

/** GraphQL over HTTP at /graphql, by Apollo Server. Stopping the server that it returns drains and closes `http`. */
export async function serveGraphqlHttp(
  http: FastifyInstance,
  { schema, services, log }: GraphqlHttpOptions,
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    formatError: (_formatted, error) => maskError(error, log).toJSON(),
    plugins: [fastifyApolloDrainPlugin(http), ApolloServerPluginLandingPageDisabled()],
    stopOnTerminationSignals: false,
    logger: log,
  });
  await apollo.start();
  http.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => createContext(services, await viewerOf(request, services)),
    }),
  });
  return apollo;
}

/** Null where no credential was sent. One that is not known is refused, whatever the request asks for. */
async function viewerOf({ headers }: FastifyRequest, services: Services): Promise<Viewer | null> {
  if (headers.authorization === undefined) return null;
  const viewer = await services.authenticator.viewerOf(headers.authorization);
  if (!viewer) throw unauthenticated();
  return viewer;
}
