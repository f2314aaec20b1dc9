import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../access/viewer.ts';
import { type Context, createContext, unauthenticated } from '../graphql/context.ts';
import { executeInTime } from '../graphql/execution/execute-in-time.ts';
import { isUnavailable, maskError, unavailable } from '../graphql/errors.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import type { Services } from '../graphql/services.ts';
import { admissionPlugin } from './admission-plugin.ts';
import { apolloHandler } from './apollo-handler.ts';
import { DocumentStore } from './document-store.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readJsonBodies } from './json-body.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ServerLimits } from './server-limits.ts';
import { ValidationHooks } from './validation-hooks.ts';

export interface GraphqlHttpOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly admission: Admission;
  readonly rateLimits: RateLimits;
  readonly limits: ServerLimits;
  /** Of Apollo, for requests over HTTP. */
  readonly plugins: readonly ApolloServerPlugin<Context>[];
  readonly log: Logger;
}

/** GraphQL over HTTP at /graphql, by Apollo Server. Stopping the server that it returns drains and closes `http`. */
export async function serveGraphqlHttp(
  http: FastifyInstance,
  { schema, services, admission, rateLimits, limits, plugins, log }: GraphqlHttpOptions,
): Promise<ApolloServer<Context>> {
  const documents = new DocumentStore(admission);
  const validationHooks = new ValidationHooks();
  const apollo = new ApolloServer<Context>({
    gateway: executedBy(schema, admission, limits),
    introspection: true, // `admission` decides, for every transport
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    documentStore: documents,
    parseOptions: { maxTokens: admission.limits.tokens },
    dangerouslyDisableValidation: true, // see admissionPlugin
    formatError: (formatted, error) => shownError(formatted, error, admission, log),
    // Apollo's plain form has a line break at its end; its cache hints would be asked for at every field.
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
    const viewer = await viewerOf(request, services);
    const refusal = viewer && rateLimits.refuseCredential(viewer);
    if (refusal) throw refusal;
    return createContext(services, viewer);
  };
  const answer = apolloHandler(apollo, context);
  await http.register(async (scope) => {
    readJsonBodies(scope, limits);
    scope.setErrorHandler((error, request, reply) => refuse(error, request, reply, limits));
    scope.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], // Apollo answers all but two with 405
      url: '/graphql',
      bodyLimit: limits.bodyBytes,
      handler(request, reply) {
        void reply.header('cache-control', 'no-store');
        return answer(request, reply);
      },
    });
  });
  return apollo;
}

/** Apollo's interface to a gateway is its interface to another executor, too. */
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

/** Null where no credential was sent. One that is not known is refused, whatever the request asks for. */
async function viewerOf({ headers }: FastifyRequest, services: Services): Promise<Viewer | null> {
  if (headers.authorization === undefined) return null;
  const viewer = await services.authenticator.viewerOf(headers.authorization).catch(toldWithStatus);
  if (!viewer) throw unauthenticated();
  return viewer;
}

/** Nothing has run yet: 503 tells proxies and clients without GraphQL to come again, which Apollo's 500 does not. */
function toldWithStatus(error: unknown): never {
  throw isUnavailable(error) ? unavailable({ http: { status: 503 } }) : error;
}

/** What a client is shown of an error that Apollo met. */
function shownError(
  formatted: GraphQLFormattedError,
  error: unknown,
  admission: Admission,
  log: Logger,
): GraphQLFormattedError {
  const isUnreadable = formatted.extensions?.['code'] === 'GRAPHQL_PARSE_FAILED';
  return maskError(isUnreadable ? admission.refusalOfText(error) : error, log).toJSON();
}

/** What the server refuses before GraphQL has seen it is shown as GraphQL shows its errors. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply, limits: ServerLimits): FastifyReply {
  const { statusCode, code, message, extensions, headers } = refusalOf(error, limits);
  if (statusCode === 500) request.log.error({ err: error }, 'a request failed');
  return reply
    .code(statusCode)
    .headers({ 'cache-control': 'no-store', ...headers })
    .send({ errors: [{ message, extensions: { ...extensions, code } }] });
}

function refusalOf(error: unknown, { bodyBytes }: ServerLimits): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const { code = '', statusCode = 500 } = Object(error) as { code?: string; statusCode?: number }; // fastify's, or node's
  if (code === 'ECONNRESET') return new HttpRefusal(400, 'BAD_REQUEST', 'The request was cut off before its end.');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const message = `The body is larger than LIMIT_BODY_BYTES, ${bodyBytes}. Pictures are uploaded, not sent here.`;
    return new HttpRefusal(413, 'BAD_REQUEST', message, { limit: { name: 'LIMIT_BODY_BYTES', max: bodyBytes } });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new HttpRefusal(415, 'BAD_REQUEST', 'Send the request as "content-type: application/json".');
  }
  if (statusCode >= 400 && statusCode < 500) {
    const message = 'The body must be one JSON object: {"query": "…", "variables": {…}, "operationName": "…"}.';
    return new HttpRefusal(400, 'BAD_REQUEST', message);
  }
  return new HttpRefusal(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side. It has been logged.');
}
