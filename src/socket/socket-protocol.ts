import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { CloseCode, type Context, MessageType, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import type { Logger } from 'pino';
import type { Session } from '../access/sessions.ts';
import type { Viewer } from '../access/viewer.ts';
import { createContext } from '../graphql/context.ts';
import { maskError, publicError } from '../graphql/errors.ts';
import { executeMasked } from '../graphql/execution/masked.ts';
import { executedOperation, type OperationObserver } from '../graphql/execution/operation-observer.ts';
import { requestedOperation } from '../graphql/execution/requested-operation.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import type { Services } from '../graphql/services.ts';
import { encodeId } from './frames.ts';
import type { Operations } from './operations.ts';
import type { ProcessOperations } from './process-operations.ts';
import { SharedSubscriptions } from './shared-subscriptions.ts';
import type { SocketLimits } from './socket-limits.ts';
import type { SocketRates } from './socket-rates.ts';
import type { ResultSink, Subscriber, SubscriptionRequest } from './subscriber.ts';

export interface ProtocolOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly admission: Admission;
  readonly rates: SocketRates;
  readonly limits: SocketLimits;
  readonly log: Logger;
  /** Null: nothing is measured. */
  readonly observer: OperationObserver | null;
}

/** A socket as it is passed to the hooks of graphql-ws, in `extra`. */
export interface ClientSocket extends Session, ResultSink {
  /** Null until it is authenticated. */
  viewer: Viewer | null;
  /** The context of graphql-ws for the socket. */
  context: Context | null;
  /** The payload of `connection_init` while it is handled. It is not passed to graphql-ws. */
  readonly initPayload: Readonly<Record<string, unknown>> | null;
  readonly operations: Operations;
  readonly processOperations: ProcessOperations;
  isOpen(): boolean;
  initReceived(): void;
  close(code: number, reason: string): void;
}

/** The hooks of graphql-ws, which authenticate a socket and admit operations. */
export function socketProtocol(options: ProtocolOptions): ServerOptions<Record<string, unknown>, ClientSocket> {
  const { schema, log, limits, observer } = options;
  const subscriptions = new SharedSubscriptions({ log, limits, serialise: endOfNextMessage });
  const observe = (
    { document, operationName }: SubscriptionRequest | ExecutionArgs,
    errors: ExecutionResult['errors'],
  ) => observer?.executed(executedOperation(schema, getOperationAST(document, operationName), errors));
  return {
    schema,
    connectionInitWaitTimeout: 0, // see `InitTimeouts`
    // False closes the socket with 4403: a socket requires a credential.
    onConnect: (context) => authenticate(context, options),
    onSubscribe: ({ extra: socket }, id, payload) => {
      const admitted = admit(id, payload, socket, options);
      releasePayload(payload);
      if (!('operation' in admitted)) {
        observer?.executed(executedOperation(schema, null, admitted));
        return admitted;
      }
      const { operation, ...request } = admitted;
      if (operation === OperationTypeNode.SUBSCRIPTION) return subscriptions.prepare(request, socket, encodeId(id));
      const { viewer } = request;
      const counts = {
        refuseAsk: () => viewer && options.rates.refuseAsk(viewer.limitedAs),
        refuseSubject: () => viewer && options.rates.refuseSubject(viewer.limitedAs),
        countRequests: (more: number) => {
          if (viewer) options.rates.countRequests(viewer, more);
        },
      };
      return { ...request, contextValue: createContext(request.services, viewer, counts) };
    },
    async execute(args) {
      const result = await executeMasked(args, limits, log);
      observe(args, result.errors);
      return result;
    },
    async subscribe(args) {
      const subscriber = args as Subscriber; // prepared by `onSubscribe`
      const started = await subscriptions.start(subscriber);
      observe(subscriber.group.request, 'errors' in started ? started.errors : undefined);
      return started;
    },
    onError: (_socket, _id, _payload, errors) => errors.map((error) => maskError(error, log).toJSON()),
  };
}

async function authenticate(
  context: Context<Record<string, unknown>, ClientSocket>,
  { services, limits }: ProtocolOptions,
): Promise<boolean> {
  const { extra: socket } = context;
  socket.initReceived();
  socket.context = context;
  const authorization = socket.initPayload?.['authorization'];
  const viewer = typeof authorization === 'string' ? await services.authenticator.viewerOf(authorization) : null;
  if (!viewer || !socket.isOpen()) return false;
  if (services.sessions.countOf(viewer) >= limits.socketsPerCredential) {
    socket.close(
      CloseCode.TooManyInitialisationRequests,
      `LIMIT_SOCKETS_PER_CREDENTIAL is ${limits.socketsPerCredential}`,
    );
    return false;
  }
  socket.viewer = services.sessions.begin(socket, viewer);
  return true;
}

/** The validated operation, or the errors for which it is refused. */
function admit(
  id: string,
  { query, variables, operationName }: SubscribePayload,
  socket: ClientSocket,
  { schema, services, admission, rates, limits }: ProtocolOptions,
): (SubscriptionRequest & { readonly operation: OperationTypeNode }) | readonly GraphQLError[] {
  const { viewer } = socket;
  const tooOften = viewer && rates.refuseCredential(viewer);
  if (tooOften) return [tooOften];
  const overAmount = refusalOfAmount(socket, limits);
  if (overAmount) return [overAmount];
  const document = admission.read(query);
  if (!('definitions' in document)) return document;
  const operation = requestedOperation({ schema, document, operationName, variableValues: variables });
  if (operation instanceof GraphQLError) return [operation];
  const refused = refusalOfOperation(document, operation, variables ?? {}, admission);
  if (refused) return [refused];
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    socket.operations.keep(id, document, socket.processOperations);
    const keepsTooMuch = refusalOfAmount(socket, limits);
    if (keepsTooMuch) return [keepsTooMuch];
  }
  const { hideSuggestions } = admission;
  const variableValues = variables;
  const request = { schema, query, document, operationName, variableValues, services, viewer, hideSuggestions };
  return { ...request, operation: operation.operation };
}

/** Subscriptions have lower limits, because they are executed for each event. */
function refusalOfOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  admission: Admission,
): GraphQLError | null {
  const limit = operation.operation === OperationTypeNode.SUBSCRIPTION ? 'pushCost' : 'cost';
  return admission.refusalOfCost(admission.costOf(document, operation, variables), limit);
}

/** graphql-ws retains the payload as long as the operation lasts, but no longer reads it. */
function releasePayload(payload: SubscribePayload): void {
  for (const field of Object.keys(payload)) Reflect.set(payload, field, null);
}

/** The part of a `next` message after the subscription's id, which all subscriptions of a group share. */
function endOfNextMessage(result: ExecutionResult): Buffer {
  return Buffer.from(`","type":"${MessageType.Next}","payload":${JSON.stringify(result)}}`);
}

/** The operation to admit has already been counted. */
function refusalOfAmount(
  { operations, processOperations }: ClientSocket,
  { subscriptionsPerSocket, socketRetainedBytes, retainedBytes }: SocketLimits,
): GraphQLError | null {
  if (operations.live > subscriptionsPerSocket) {
    return tooMuch('LIMIT_SUBSCRIPTIONS_PER_SOCKET', subscriptionsPerSocket, 'operations at once on a socket');
  }
  if (operations.retainedBytes > socketRetainedBytes) {
    return tooMuch('LIMIT_SOCKET_RETAINED_BYTES', socketRetainedBytes, 'bytes for the operations of a socket');
  }
  if (processOperations.retainedBytes > retainedBytes) {
    return tooMuch('LIMIT_RETAINED_BYTES', retainedBytes, 'bytes for the operations of all sockets');
  }
  return null;
}

function tooMuch(name: string, max: number, what: string): GraphQLError {
  const message = `${name} allows ${max} ${what}. Complete one first.`;
  return publicError('RATE_LIMITED', message, { limit: { name, max } });
}
