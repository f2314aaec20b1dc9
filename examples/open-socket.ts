import { type Client, createClient } from 'graphql-ws';

/** A socket that comes back by itself. `secretOf` is asked at each connection: a token may have ended since the last one. */
export function openSocket(url: string, secretOf: () => Promise<string> | string): Client {
  return createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await secretOf()}` }),
    retryAttempts: Infinity,
  });
}
