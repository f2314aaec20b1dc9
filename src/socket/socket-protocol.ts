import { CloseCode, type Context, MessageType, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { type ExecutionResult, GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Session } from '../access/sessions.ts';
import type { Viewer } from '../access/viewer.ts';
import { createContext } from '../graphql/context.ts';
import { maskError, publicError } from '../graphql/errors.ts';
import { executeMasked } from '../graphql/execution/masked.ts';
import { requestedOperation } from '../graphql/execution/requested-operation.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import type { Services } from '../graphql/services.ts';
import { SharedSubscriptions } from './shared-subscriptions.ts';
import type { Asked, Outlet, Subscriber } from './subscriber.ts';
import { markOf } from './frames.ts';
import type { SocketLimits } from './socket-limits.ts';

/** How often one credential may ask. */
export interface CredentialRate {
  /** Counts an operation; the error where it is one too many, otherwise null. */
  refuseCredential(viewer: Viewer): GraphQLError | null;
}

export interface ProtocolOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly admission: Admission;
  readonly rateLimits: CredentialRate;
  readonly limits: SocketLimits;
  readonly log: Logger;
}

/** What a socket knows of who opened it. */
export interface Opened extends Session, Outlet {
  viewer: Viewer | null;
  isOpen(): boolean;
  hasBegun(): void;
  close(code: number, reason: string): void;
}

/** What graphql-ws asks us: who comes in, and whether an operation may run. */
export function socketProtocol(options: ProtocolOptions): ServerOptions<Record<string, unknown>, Opened> {
  const { schema, log } = options;
  const subscriptions = new SharedSubscriptions({ log, written: endOfNext });
  return {
    schema,
    connectionInitWaitTimeout: 0, // see `FirstWords`
    // Refused with 4403: a socket is opened for one credential, and there is nothing to do on it without.
    onConnect: (context) => letIn(context, options),
    onSubscribe: ({ extra, subscriptions: underWay }, id, payload) => {
      const asked = admit(payload, extra, Object.keys(underWay).length, options);
      forget(payload);
      if (!('operation' in asked)) return asked;
      const { operation, ...args } = asked;
      if (operation === OperationTypeNode.SUBSCRIPTION) return subscriptions.prepare(args, extra, markOf(id));
      return { ...args, contextValue: createContext(args.services, args.viewer) };
    },
    execute: (args) => executeMasked(args, options.limits, log),
    subscribe: (args) => subscriptions.start(args as Subscriber), // which was prepared above
    onError: (_socket, _id, _payload, errors) => errors.map((error) => maskError(error, log).toJSON()),
  };
}

async function letIn(
  context: Context<Record<string, unknown>, Opened>,
  { services, limits }: ProtocolOptions,
): Promise<boolean> {
  const { connectionParams, extra: opened } = context;
  opened.hasBegun();
  const authorization = connectionParams?.['authorization'];
  Object.assign(context, { connectionParams: undefined }); // a secret is not kept as long as the socket
  const viewer = typeof authorization === 'string' ? await services.authenticator.viewerOf(authorization) : null;
  if (!viewer || !opened.isOpen()) return false;
  if (services.sessions.countOf(viewer) >= limits.socketsPerCredential) {
    opened.close(
      CloseCode.TooManyInitialisationRequests,
      `LIMIT_SOCKETS_PER_CREDENTIAL is ${limits.socketsPerCredential}`,
    );
    return false;
  }
  opened.viewer = services.sessions.begin(opened, viewer);
  return true;
}

/** The operation, ready to run, or why it is refused. */
function admit(
  { query, variables, operationName }: SubscribePayload,
  { viewer }: Opened,
  underWay: number,
  { schema, services, admission, rateLimits, limits }: ProtocolOptions,
): (Asked & { readonly operation: OperationTypeNode }) | readonly GraphQLError[] {
  const tooMany = viewer && rateLimits.refuseCredential(viewer);
  if (tooMany) return [tooMany];
  if (underWay > limits.subscriptionsPerSocket) return [tooManyOperations(limits.subscriptionsPerSocket)];
  const document = admission.read(query);
  if (!('definitions' in document)) return document;
  const operation = requestedOperation({ schema, document, operationName, variableValues: variables });
  if (operation instanceof GraphQLError) return [operation];
  const tooCostly = admission.refusalOfCost(admission.costOf(document, operation, variables ?? {}));
  if (tooCostly) return [tooCostly];
  const { hideSuggestions } = admission;
  const asked = {
    schema,
    query,
    document,
    operationName,
    variableValues: variables,
    services,
    viewer,
    hideSuggestions,
  };
  return { ...asked, operation: operation.operation };
}

/** graphql-ws keeps the payload for as long as the operation lasts, and asks for nothing of it any more. */
function forget(payload: SubscribePayload): void {
  for (const field of Object.keys(payload)) Reflect.set(payload, field, null);
}

/** The end of a message with a result, behind the subscription's id: the same for all whose results are the same. */
function endOfNext(result: ExecutionResult): Buffer {
  return Buffer.from(`,"type":"${MessageType.Next}","payload":${JSON.stringify(result)}}`);
}

function tooManyOperations(max: number): GraphQLError {
  const message = `LIMIT_SUBSCRIPTIONS_PER_SOCKET allows ${max} operations at once on a socket. Complete one first.`;
  return publicError('RATE_LIMITED', message, { limit: { name: 'LIMIT_SUBSCRIPTIONS_PER_SOCKET', max } });
}
