import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import proxyAddress from '@fastify/proxy-addr';
import type { Logger } from 'pino';
import type { GraphqlWebSocket } from '../socket/graphql-websocket.ts';
import { HttpRefusal } from './http-refusal.ts';
import { isOriginAllowed } from './origins.ts';
import type { RateLimits } from './rate-limits.ts';
import { writeRawResponse } from './raw-response.ts';
import type { ServerSettings } from './server-settings.ts';

export interface SocketUpgradeOptions {
  readonly settings: ServerSettings;
  readonly rateLimits: RateLimits;
  readonly log: Logger;
}

/** Accepts WebSocket upgrades at /graphql. Refusals are HTTP responses. */
export function acceptSocketUpgrades(
  http: Server,
  sockets: GraphqlWebSocket,
  { settings, rateLimits, log }: SocketUpgradeOptions,
): void {
  const check = upgradeCheck(settings, rateLimits);
  http.on('upgrade', (request, connection, head) => {
    try {
      check(request);
    } catch (error) {
      return refuseUpgrade(connection, error, log);
    }
    Reflect.set(connection, '_peername', undefined); // Node caches the address that `check` reads: 0.1 KiB for each socket
    sockets.accept(request, connection, head);
  });
}

/** Whether a WebSocket may be opened. Throws HttpRefusal. */
function upgradeCheck(settings: ServerSettings, rateLimits: RateLimits): (request: IncomingMessage) => void {
  const isTrusted = proxyAddress.compile([...settings.trustedProxies]);
  return (request) => {
    rateLimits.checkAddress(proxyAddress(request, isTrusted));
    const path = (request.url ?? '').split('?', 1)[0];
    if (path !== '/graphql') throw new HttpRefusal(404, 'NOT_FOUND', 'Sockets are opened at /graphql.');
    if (isOriginAllowed(request, settings)) return;
    const message = 'Pages of this origin may not open sockets here: CORS_ORIGINS does not name it.';
    throw new HttpRefusal(403, 'FORBIDDEN', message);
  };
}

function refuseUpgrade(connection: Duplex, error: unknown, log: Logger): void {
  if (error instanceof HttpRefusal) return writeRawResponse(connection, error);
  log.error({ err: error }, 'a socket could not be opened');
  writeRawResponse(
    connection,
    new HttpRefusal(500, 'INTERNAL_SERVER_ERROR', 'This failed on our side. It has been logged.'),
  );
}
