import { type Client, createClient } from 'graphql-ws';
import type {
  ClientGrantCreditsMutation,
  GrantCreditsInput,
  PerformBackgroundInput,
  PerformedFragment,
  PerformExpandInput,
  PerformPromptEditInput,
  PerformPromptInput,
} from './generated/graphql.ts';
import * as operations from './operations.ts';
import { type Sending, sendRequest } from './send-request.ts';
import type { TypedDocument } from './typed-document.ts';
import { type Balance, watchBalance, type WatchOptions } from './watch-balance.ts';

export { OutcomeUnknownError, RequestRefusedError } from './failures.ts';
export type { Balance, TypedDocument, WatchOptions };

export interface DarkroomClientOptions {
  /** The URL of the server, such as https://images.example.com. */
  readonly url: string;
  /** An API key or an access token. A function is called for every request and connection, so that it can renew a token. */
  readonly secret: string | (() => Promise<string> | string);
  /** The maximum number of attempts until the outcome of a request is known; 8 by default, about half a minute. */
  readonly tries?: number;
  /** The timeout of one attempt; 30 seconds by default. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** The inputs of the actions, by kind. An idempotency key is generated unless one is given. */
export interface PerformInputs {
  readonly PROMPT: Keyless<PerformPromptInput>;
  readonly PROMPT_EDIT: Keyless<PerformPromptEditInput>;
  readonly BACKGROUND: Keyless<PerformBackgroundInput>;
  readonly EXPAND: Keyless<PerformExpandInput>;
}

export type Keyless<Input> = Omit<Input, 'idempotencyKey'> & { readonly idempotencyKey?: string };

/** The result of an action: accepted, or one of the errors, distinguished by `__typename`. */
export type PerformOutcome = PerformedFragment;

export type GrantOutcome = ClientGrantCreditsMutation['result'];

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

const PERFORM = {
  PROMPT: operations.PERFORM_PROMPT,
  PROMPT_EDIT: operations.PERFORM_PROMPT_EDIT,
  BACKGROUND: operations.PERFORM_BACKGROUND,
  EXPAND: operations.PERFORM_EXPAND,
} as const;

const TRIES = 8;
const TIMEOUT_MS = 30_000; // 30 seconds

/** A client of one server with one credential. Every method works in Node.js 22 and newer and in browsers. */
export class DarkroomClient {
  readonly #sending: Sending;
  readonly #socket: Client;

  constructor({ url, secret, tries = TRIES, timeoutMs = TIMEOUT_MS, fetch = globalThis.fetch }: DarkroomClientOptions) {
    const endpoint = `${url.replace(/\/+$/, '')}/graphql`;
    const secretOf = async () => (typeof secret === 'string' ? secret : secret());
    this.#sending = { url: endpoint, secret: secretOf, fetch, wait, random: Math.random, tries, timeoutMs };
    this.#socket = createClient({
      url: endpoint.replace(/^http/, 'ws'),
      connectionParams: async () => ({ authorization: `Bearer ${await secretOf()}` }),
      // The first connection may fail too, as during a restart. A function may return a valid secret at the next attempt.
      shouldRetry: (reason) => !isForGood(reason) || (typeof secret === 'function' && codeOf(reason) === 4403),
      retryAttempts: Infinity,
      retryWait: (retries) => wait(Math.min(8_000, 500 * 2 ** retries) * (0.75 + Math.random() / 2)),
    });
  }

  /**
   * Sends an operation, and repeats it until its outcome is known. Throws RequestRefusedError if the server rejects it, and
   * OutcomeUnknownError if no attempt was answered. A mutation is repeated only if `variables.input` has an idempotencyKey.
   */
  async send<Data, Variables extends object>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    { signal = NEVER }: RequestOptions = {},
  ): Promise<Data> {
    const request = { query: document.toString(), variables, idempotencyKey: keyIn(variables), signal };
    return (await sendRequest(request, this.#sending)) as Data; // the types of the document come from the schema
  }

  /** Performs an action. It is charged once, even if the request has to be repeated. */
  async perform<Kind extends keyof PerformInputs>(
    kind: Kind,
    input: PerformInputs[Kind],
    options?: RequestOptions,
  ): Promise<PerformOutcome> {
    // One kind has one input, which the compiler does not follow through the table.
    const document = PERFORM[kind] as TypedDocument<{ result: PerformOutcome }, { input: object }>;
    return (await this.send(document, { input: withKey(input) }, options)).result;
  }

  /** Grants credits once, even if the request has to be repeated. */
  async grantCredits(input: Keyless<GrantCreditsInput>, options?: RequestOptions): Promise<GrantOutcome> {
    return (await this.send(operations.GRANT_CREDITS, { input: withKey(input) }, options)).result;
  }

  /** Yields the current balance, then every change once and in order, including changes during a lost connection. */
  watchBalance(projectId: string, options: WatchOptions = {}): AsyncGenerator<Balance, void, undefined> {
    return watchBalance(this.#socket, projectId, options);
  }

  /** Closes the socket. */
  async close(): Promise<void> {
    await this.#socket.dispose();
  }
}

/** Whether the server would close the next socket for the same reason. */
function isForGood(reason: unknown): boolean {
  const code = codeOf(reason) ?? 0;
  return code >= 4400 && code < 4500 && ![4408, 4413].includes(code);
}

/** The close code of the server; null if it did not close the socket. */
function codeOf(reason: unknown): number | null {
  const code: unknown = typeof reason === 'object' && reason !== null ? Reflect.get(reason, 'code') : null;
  return typeof code === 'number' ? code : null;
}

const NEVER = new AbortController().signal;

function withKey<Input extends { readonly idempotencyKey?: string }>(input: Input): Input & { idempotencyKey: string } {
  return { ...input, idempotencyKey: input.idempotencyKey ?? crypto.randomUUID() };
}

function keyIn(variables: object): string | null {
  const input: unknown = Reflect.get(variables, 'input');
  const key: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'idempotencyKey') : null;
  return typeof key === 'string' ? key : null;
}

function wait(delayMs: number, signal: AbortSignal = NEVER): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => (clearTimeout(timer), reject(signal.reason));
    const timer = setTimeout(() => (signal.removeEventListener('abort', abort), resolve()), delayMs);
    signal.addEventListener('abort', abort, { once: true });
  });
}
