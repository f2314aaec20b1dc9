import { CloseCode, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { type ExecutionArgs, getOperationAST, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../access/viewer.ts';
import { type Context, createContext } from '../graphql/context.ts';
import { maskError, publicError } from '../graphql/errors.ts';
import { executeMasked, subscribeMasked } from '../graphql/execution.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import type { Services } from '../graphql/services.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ServerLimits } from './server-limits.ts';

export interface ProtocolOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly admission: Admission;
  readonly rateLimits: RateLimits;
  readonly limits: ServerLimits;
  readonly log: Logger;
}

/** What a socket knows of who opened it. */
export interface Opened {
  viewer: Viewer | null;
  endSession: (() => void) | null;
  readonly isOpen: () => boolean;
  readonly close: (code: number, reason: string) => void;
}

/** What graphql-ws asks us: who comes in, and whether an operation may run. */
export function socketProtocol(options: ProtocolOptions): ServerOptions<Record<string, unknown>, Opened> {
  const { schema, limits, log } = options;
  return {
    schema,
    connectionInitWaitTimeout: limits.socketInitSeconds * 1000,
    // Refused with 4403: a socket is opened for one credential, and there is nothing to do on it without.
    onConnect: ({ connectionParams, extra }) => letIn(connectionParams?.['authorization'], extra, options),
    onSubscribe: ({ extra, subscriptions }, _id, payload) =>
      admit(payload, extra.viewer, Object.keys(subscriptions).length, options),
    execute: (args) => executeMasked(args, log),
    subscribe: (args) => subscribeMasked(args as typeof args & { contextValue: Context }, log), // from `admit` below
    onError: (_socket, _id, _payload, errors) => errors.map((error) => maskError(error, log).toJSON()),
  };
}

async function letIn(authorization: unknown, opened: Opened, { services, limits }: ProtocolOptions): Promise<boolean> {
  const viewer = typeof authorization === 'string' ? await services.authenticator.viewerOf(authorization) : null;
  if (!viewer || !opened.isOpen()) return false;
  if (services.sessions.countOf(viewer) >= limits.socketsPerCredential) {
    opened.close(
      CloseCode.TooManyInitialisationRequests,
      `LIMIT_SOCKETS_PER_CREDENTIAL is ${limits.socketsPerCredential}`,
    );
    return false;
  }
  opened.viewer = viewer;
  opened.endSession = services.sessions.begin(viewer, () =>
    opened.close(CloseCode.Forbidden, 'The credential has ended'),
  );
  return true;
}

/** The operation, ready to run, or why it is refused. */
function admit(
  { query, variables, operationName }: SubscribePayload,
  viewer: Viewer | null,
  underWay: number,
  { schema, services, admission, rateLimits, limits }: ProtocolOptions,
): ExecutionArgs | readonly GraphQLError[] {
  const tooMany = viewer && rateLimits.refuseCredential(viewer);
  if (tooMany) return [tooMany];
  if (underWay > limits.subscriptionsPerSocket) return [tooManyOperations(limits.subscriptionsPerSocket)];
  const document = admission.read(query);
  if (!('definitions' in document)) return document;
  const operation = getOperationAST(document, operationName);
  if (!operation) return [notThere(operationName)];
  const tooCostly = admission.refusalOfCost(admission.costOf(document, operation, variables ?? {}));
  if (tooCostly) return [tooCostly];
  const { hideSuggestions } = admission;
  const contextValue = createContext(services, viewer);
  return { schema, document, operationName, variableValues: variables, contextValue, hideSuggestions };
}

/** In the words and with the code that HTTP has for it. */
function notThere(operationName: string | null | undefined): GraphQLError {
  const message = operationName
    ? `Unknown operation named "${operationName}".`
    : 'Must provide operation name if query contains multiple operations.';
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function tooManyOperations(max: number): GraphQLError {
  const message = `LIMIT_SUBSCRIPTIONS_PER_SOCKET allows ${max} operations at once on a socket. Complete one first.`;
  return publicError('RATE_LIMITED', message, { limit: { name: 'LIMIT_SUBSCRIPTIONS_PER_SOCKET', max } });
}
