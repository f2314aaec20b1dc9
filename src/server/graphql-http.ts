import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { type Context, createContext } from '../graphql/context.ts';
import { executeInTime } from '../graphql/execution/execute-in-time.ts';
import { maskError } from '../graphql/errors.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import type { Services } from '../graphql/services.ts';
import { admissionPlugin } from './admission-plugin.ts';
import { apolloHandler } from './apollo-handler.ts';
import { DocumentStore } from './document-store.ts';
import { refusalOfBody } from './body-refusal.ts';
import { readJsonBodies } from './json-body.ts';
import type { RateLimits } from './rate-limits.ts';
import { requestViewer } from './request-viewer.ts';
import type { ServerLimits } from './server-limits.ts';
import { ValidationHooks } from './validation-hooks.ts';

export interface GraphqlHttpOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly admission: Admission;
  readonly rateLimits: RateLimits;
  readonly limits: ServerLimits;
  /** Apollo plugins for requests over HTTP. */
  readonly plugins: readonly ApolloServerPlugin<Context>[];
  readonly log: Logger;
}

const BODY = '{"query": "…", "variables": {…}, "operationName": "…"}';

/** Serves GraphQL over HTTP at /graphql by Apollo Server. Stopping the returned server drains and closes `http`. */
export async function serveGraphqlHttp(
  http: FastifyInstance,
  { schema, services, admission, rateLimits, limits, plugins, log }: GraphqlHttpOptions,
): Promise<ApolloServer<Context>> {
  const documents = new DocumentStore(admission);
  const validationHooks = new ValidationHooks();
  const apollo = new ApolloServer<Context>({
    gateway: executedBy(schema, admission, limits),
    introspection: true, // `admission` decides about introspection for every transport
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    documentStore: documents,
    parseOptions: { maxTokens: admission.limits.tokens },
    dangerouslyDisableValidation: true, // see admissionPlugin
    formatError: (formatted, error) => shownError(formatted, error, admission, log),
    // Apollo ends its JSON with a line break. Its cache control plugin would run for every field.
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [
      admissionPlugin({ schema, admission, documents, validationHooks }),
      ...plugins.map((plugin) => validationHooks.attach(plugin)),
      fastifyApolloDrainPlugin(http),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    stopOnTerminationSignals: false,
    logger: log,
  });
  await apollo.start();
  const context = async (request: FastifyRequest) => {
    const viewer = await requestViewer(request, services, rateLimits);
    return createContext(services, viewer, rateLimits.countsOf(viewer, request.ip));
  };
  const respond = apolloHandler(apollo, context);
  await http.register(async (scope) => {
    readJsonBodies(scope, limits);
    scope.setErrorHandler((error, request, reply) => refuse(error, request, reply, limits));
    scope.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], // Apollo responds to all except GET and POST with 405
      url: '/graphql',
      bodyLimit: limits.bodyBytes,
      handler(request, reply) {
        void reply.header('cache-control', 'no-store');
        return respond(request, reply);
      },
    });
  });
  return apollo;
}

/** Apollo takes another executor through its gateway interface. */
function executedBy(
  schema: GraphQLSchema,
  { hideSuggestions }: Admission,
  limits: ServerLimits,
): ApolloServerOptionsWithGateway<Context>['gateway'] {
  return {
    load: async () => ({
      executor: async ({ document, request, context }) =>
        executeInTime(
          {
            schema,
            document,
            operationName: request.operationName,
            variableValues: request.variables,
            contextValue: context,
            hideSuggestions,
          },
          limits,
        ),
    }),
    onSchemaLoadOrUpdate(take) {
      take({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    stop: async () => {},
  };
}

/** Formats an error of Apollo for the client. */
function shownError(
  formatted: GraphQLFormattedError,
  error: unknown,
  admission: Admission,
  log: Logger,
): GraphQLFormattedError {
  const isUnreadable = formatted.extensions?.['code'] === 'GRAPHQL_PARSE_FAILED';
  return maskError(isUnreadable ? admission.refusalOfText(error) : error, log).toJSON();
}

/** Formats a refusal before GraphQL execution as a GraphQL error. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply, limits: ServerLimits): FastifyReply {
  const { statusCode, code, message, extensions, headers } = refusalOfBody(error, limits, BODY);
  if (statusCode === 500) request.log.error({ err: error }, 'a request failed');
  return reply
    .code(statusCode)
    .headers({ 'cache-control': 'no-store', ...headers })
    .send({ errors: [{ message, extensions: { ...extensions, code } }] });
}
