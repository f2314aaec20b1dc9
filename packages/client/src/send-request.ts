import { OutcomeUnknownError, RequestRefusedError } from './failures.ts';

/** The connection settings and dependencies of a request. */
export interface Sending {
  /** Such as https://images.example.com/graphql. */
  readonly url: string;
  readonly secret: () => Promise<string>;
  readonly fetch: typeof fetch;
  /** Rejects when the signal aborts. */
  readonly wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly tries: number;
  /** The timeout of one attempt. */
  readonly timeoutMs: number;
}

export interface Request {
  readonly query: string;
  readonly variables: unknown;
  /** Null if the request has no key. */
  readonly idempotencyKey: string | null;
  readonly signal: AbortSignal;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly retryAfterSeconds?: number };
  }[];
}

const WAIT_MS = 250;
const WAIT_MS_MAX = 10_000; // 10 seconds

/**
 * Sends a request, and repeats it unchanged while its outcome is unknown: after no answer, or an answer of UNAVAILABLE. A mutation
 * without an idempotency key is sent once, because a repetition could perform it twice. Resolves to the data.
 */
export async function sendRequest(request: Request, sending: Sending): Promise<unknown> {
  const isRepeatable = request.idempotencyKey !== null || !/^\s*mutation\b/m.test(request.query);
  for (let tries = 1; ; tries += 1) {
    const answer = await post(request, sending);
    request.signal.throwIfAborted();
    const [error] = answer instanceof Error ? [] : (answer.errors ?? []);
    if (!(answer instanceof Error) && error === undefined) return answer.data;
    const code = error?.extensions.code ?? 'UNAVAILABLE';
    const isRateLimited = code === 'RATE_LIMITED'; // nothing was performed
    if (error !== undefined && code !== 'UNAVAILABLE' && !isRateLimited) {
      throw new RequestRefusedError(code, error.message);
    }
    if (tries >= sending.tries || !(isRepeatable || isRateLimited)) {
      if (error !== undefined && isRateLimited) throw new RequestRefusedError(code, error.message);
      throw new OutcomeUnknownError(request.idempotencyKey, error ?? answer);
    }
    const backOffMs = Math.min(WAIT_MS * 2 ** tries, WAIT_MS_MAX) * (0.5 + sending.random() / 2);
    await sending.wait((error?.extensions.retryAfterSeconds ?? 0) * 1000 || backOffMs, request.signal);
  }
}

/** Returns an Error if there was no GraphQL response. */
async function post({ query, variables, signal }: Request, sending: Sending): Promise<Answer | Error> {
  const authorization = `Bearer ${await sending.secret()}`;
  try {
    const response = await sending.fetch(sending.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(sending.timeoutMs)]),
    });
    const answer: unknown = await response.json();
    return isAnswer(answer) ? answer : new Error(`the server answered ${response.status} without data or errors`);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Distinguishes a GraphQL response from other JSON, which a proxy may return. */
function isAnswer(answer: unknown): answer is Answer {
  return (
    typeof answer === 'object' && answer !== null && ('data' in answer || Array.isArray(Reflect.get(answer, 'errors')))
  );
}
