import { type Client, CloseCode, createClient } from 'graphql-ws';
import type { Connection } from './connection.ts';

const PING_INTERVAL_MS = 10_000; // 10 seconds
const PONG_WAIT_MS = 5_000;
const RETRY_WAIT_MAX_MS = 8_000;

/** The token of the session, for the Authorization header of requests. */
export interface BearerToken {
  /** Whether the token must be renewed. An UNAUTHENTICATED response then does not end the session. */
  readonly isDue: boolean;
  /** The value of the Authorization header. */
  authorization(): Promise<string>;
  /** Calls back after each renewal of the token. */
  onRenewed(listener: () => void): void;
  close(): void;
}

export interface SocketOptions {
  readonly bearer: BearerToken;
  readonly connection: Connection;
  /** The server does not take the credential (any more): close code 4403. */
  readonly ended: () => void;
  /** Aborted when the socket is not needed any more. */
  readonly closing: AbortSignal;
}

/**
 * The one socket for everything that is live. It is opened at once and again for ever; each subscription is then sent again
 * with the variables as they are at that moment. A socket that answers no ping is given up, and so is one when the browser
 * says that it is offline. The server closes it when the token with which it was opened ends, so a renewed token reopens it.
 */
export function openSocket({ bearer, connection, ended, closing }: SocketOptions): Client {
  let waitingForPong: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: async () => ({ authorization: await bearer.authorization() }),
    lazy: false,
    keepAlive: PING_INTERVAL_MS,
    retryAttempts: Infinity,
    retryWait: untilNextTry,
    shouldRetry: (event) => !isForbidden(event) || bearer.isDue,
    onNonLazyError: (event) => (isForbidden(event) ? ended() : connection.stopped()),
    on: {
      connected: (_socket, _payload, isAgain) => connection.connected(isAgain),
      closed: () => {
        clearTimeout(waitingForPong);
        connection.lost();
      },
      ping: (isReceived) => {
        if (!isReceived) waitingForPong = setTimeout(() => client.terminate(), PONG_WAIT_MS);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(waitingForPong);
      },
    },
  });
  bearer.onRenewed(() => {
    connection.expectLoss();
    client.terminate();
  });
  addEventListener('offline', () => client.terminate(), { signal: closing });
  closing.addEventListener('abort', () => {
    Promise.resolve(client.dispose()).catch(() => {}); // it rejects where the socket was never opened
  });
  return client;
}

/** Half a second, then twice as long each time, up to eight; at once when the browser is online again. */
async function untilNextTry(retries: number): Promise<void> {
  const delayMs = Math.min(RETRY_WAIT_MAX_MS, 500 * 2 ** retries) * (0.75 + Math.random() / 2);
  await new Promise<void>((resolve) => {
    setTimeout(resolve, delayMs);
    addEventListener('online', () => resolve(), { once: true });
  });
}

function isForbidden(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'code' in event && event.code === CloseCode.Forbidden;
}
