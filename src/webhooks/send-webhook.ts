import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import type { Instant } from '../instant.ts';
import type { Reachable } from './reachable.ts';
import { type Answer, readRetryAfter } from './schedule.ts';

/** For a receiver to answer. */
const TIMEOUT_MS = 15_000; // 15 seconds

/** Of an answer's body; beyond it the connection is closed. */
const ANSWER_BYTES_MAX = 4_096;

const CONNECT_TIMEOUT_MS = 5_000; // 5 seconds
const CONNECTIONS_PER_RECEIVER = 8;

class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

export type Resolve = (
  hostname: string,
  options: { all: true; family: number },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** What is sent to a receiver. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends requests to addresses that may be reached alone. An address is judged after the name has been resolved, and the very
 * one that was judged is connected to: no second look-up can lead elsewhere. Redirects are not followed.
 */
export class WebhookSender {
  readonly #agent: Agent;
  readonly #clock: () => Instant;

  constructor(options: { readonly reachable: Reachable; readonly clock: () => Instant; readonly resolve?: Resolve }) {
    this.#agent = guardedAgent(options.reachable, options.resolve ?? systemLookup);
    this.#clock = options.clock;
  }

  /** Never throws: no answer is an answer too. */
  async send({ url, headers, body }: WebhookRequest): Promise<Answer> {
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: { ...headers, 'user-agent': 'Darkroom' },
        body,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const { statusCode, headers: answered } = answer;
      await answer.body
        .dump({ limit: ANSWER_BYTES_MAX, signal: AbortSignal.timeout(TIMEOUT_MS) })
        .catch(() => undefined);
      const retryAfter = answered['retry-after'];
      const retryAfterMs = typeof retryAfter === 'string' ? readRetryAfter(retryAfter, this.#clock()) : null;
      return { status: statusCode, failure: null, retryAfterMs };
    } catch (error) {
      return { status: null, failure: wordsOf(error), retryAfterMs: null };
    }
  }

  /** Ends what is under way. */
  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

function guardedAgent({ isAllowedHost, isAllowedAddress }: Reachable, resolve: Resolve): Agent {
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    lookup: (hostname, options, done) =>
      resolve(hostname, { all: true, family: Number(options.family ?? 0) }, (error, addresses) => {
        if (error) return done(error, []);
        const [first] = addresses;
        // One private address among several is enough: which of them is connected to is not ours to say.
        const bad = isAllowedHost(hostname) ? undefined : addresses.find(({ address }) => !isAllowedAddress(address));
        if (bad || !first) return done(new PrivateAddressError('the name leads to a private address'), []);
        return options.all ? done(null, addresses) : done(null, first.address, first.family);
      }),
  });
  return new Agent({
    connect: (options, done) => {
      const host = options.hostname.replace(/^\[|\]$/g, ''); // an address is never looked up
      if (isIP(host) !== 0 && !isAllowedAddress(host)) {
        return done(new PrivateAddressError('the address is private'), null);
      }
      connect(options, done);
    },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    connections: CONNECTIONS_PER_RECEIVER,
    pipelining: 1,
    maxHeaderSize: 16_384,
  });
}

/** A few words that name no address: they are shown to whoever has set the URL. */
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
