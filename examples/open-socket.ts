import { setTimeout as wait } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';

/** A socket that comes back by itself. `secretOf` is asked at each connection: a token may have ended since the last one. */
export function openSocket(url: string, secretOf: () => Promise<string> | string): Client {
  return createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await secretOf()}` }),
    shouldRetry: () => true, // else the first connection that is refused, as during a restart, is the last
    retryAttempts: Infinity,
    retryWait: (retries) => wait(Math.min(8_000, 500 * 2 ** retries) * (0.75 + Math.random() / 2)),
  });
}
