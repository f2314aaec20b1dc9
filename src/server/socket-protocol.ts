import { CloseCode, MessageType, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { getOperationAST, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../access/viewer.ts';
import { createContext } from '../graphql/context.ts';
import { maskError, publicError } from '../graphql/errors.ts';
import type { Executor } from '../graphql/execution/executor.ts';
import { executeMasked } from '../graphql/execution/masked.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import type { Services } from '../graphql/services.ts';
import type { Outlet } from '../graphql/execution/shared-results.ts';
import { SharedSubscriptions, type SubscriptionArgs } from '../graphql/execution/shared-subscriptions.ts';
import type { FrameWriter } from './frame-writer.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ServerLimits } from './server-limits.ts';

export interface ProtocolOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly admission: Admission;
  readonly executor: Executor;
  readonly rateLimits: RateLimits;
  readonly limits: ServerLimits;
  readonly log: Logger;
}

/** What a socket knows of who opened it. */
export interface Opened {
  viewer: Viewer | null;
  endSession: (() => void) | null;
  isOpen(): boolean;
  readonly frames: FrameWriter;
  close(code: number, reason: string): void;
}

/** What graphql-ws asks us: who comes in, and whether an operation may run. */
export function socketProtocol(options: ProtocolOptions): ServerOptions<Record<string, unknown>, Opened> {
  const { schema, executor, limits, log } = options;
  const subscriptions = new SharedSubscriptions(executor, log);
  return {
    schema,
    connectionInitWaitTimeout: limits.socketInitSeconds * 1000,
    // Refused with 4403: a socket is opened for one credential, and there is nothing to do on it without.
    onConnect: ({ connectionParams, extra }) => letIn(connectionParams?.['authorization'], extra, options),
    onSubscribe: ({ extra, subscriptions: underWay }, id, payload) =>
      admit(id, payload, extra, Object.keys(underWay).length, options),
    execute: (args) => executeMasked(executor, args, log),
    subscribe: (args) => subscriptions.start(args as SubscriptionArgs), // from `admit` below
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
  id: string,
  { query, variables, operationName }: SubscribePayload,
  { viewer, frames }: Opened,
  underWay: number,
  { schema, services, admission, rateLimits, limits }: ProtocolOptions,
): SubscriptionArgs | readonly GraphQLError[] {
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
  const outlet = new SocketOutlet(id, frames);
  return { schema, query, document, operationName, variableValues: variables, contextValue, hideSuggestions, outlet };
}

/** Results of a subscription go to its socket as graphql-ws would send them, without being serialised for each. */
class SocketOutlet implements Outlet {
  readonly #frames: FrameWriter;
  readonly #before: Uint8Array;

  constructor(id: string, frames: FrameWriter) {
    this.#frames = frames;
    const before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"${MessageType.Next}",`);
    this.#before = new Uint8Array(before.length); // a Buffer would keep the 8 KiB that it is a piece of
    this.#before.set(before);
  }

  write(result: Buffer): void {
    this.#frames.writeParts(this.#before, result);
  }

  room(): Promise<void> | null {
    return this.#frames.room();
  }
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
