import { type Agent, request } from 'undici';
import { guardedAgent, PrivateAddressError, type Resolve } from '../guarded-agent.ts';
import type { Instant } from '../instant.ts';
import type { Reachable } from './reachable.ts';
import { type AttemptResult, readRetryAfter } from './schedule.ts';

/** The timeout of a request. */
const TIMEOUT_MS = 15_000; // 15 seconds

/** The most bytes read of a response's body, after which the connection is closed. */
const RESPONSE_BYTES_MAX = 4_096;

const CONNECTIONS_PER_RECEIVER = 8;

/** A request to a receiver. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends requests only to allowed addresses. Redirects are not followed. */
export class WebhookSender {
  readonly #agent: Agent;
  readonly #clock: () => Instant;

  constructor(options: { readonly reachable: Reachable; readonly clock: () => Instant; readonly resolve?: Resolve }) {
    this.#agent = guardedAgent({
      ...options.reachable,
      silenceMs: TIMEOUT_MS,
      connectionsPerOrigin: CONNECTIONS_PER_RECEIVER,
      resolve: options.resolve,
    });
    this.#clock = options.clock;
  }

  /** Never throws; errors are returned in the AttemptResult. */
  async send({ url, headers, body }: WebhookRequest): Promise<AttemptResult> {
    try {
      const response = await request(url, {
        method: 'POST',
        headers: { ...headers, 'user-agent': 'Darkroom' },
        body,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const { statusCode, headers: responseHeaders } = response;
      await response.body
        .dump({ limit: RESPONSE_BYTES_MAX, signal: AbortSignal.timeout(TIMEOUT_MS) })
        .catch(() => undefined);
      const retryAfter = responseHeaders['retry-after'];
      const retryAfterMs = typeof retryAfter === 'string' ? readRetryAfter(retryAfter, this.#clock()) : null;
      return { status: statusCode, failure: null, retryAfterMs };
    } catch (error) {
      return { status: null, failure: wordsOf(error), retryAfterMs: null };
    }
  }

  /** Aborts running requests. */
  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

/** A short message without addresses, because it is shown to the author of the URL. */
function wordsOf(error: unknown): string {
  if (error instanceof PrivateAddressError) return error.message;
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in 15 seconds';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the name could not be resolved';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'no connection in 5 seconds';
    case 'UND_ERR_HEADERS_TIMEOUT':
      return 'no answer in 15 seconds';
    default:
      return code.includes('CERT') || code.includes('TLS')
        ? 'the certificate was not accepted'
        : 'the connection failed';
  }
}
