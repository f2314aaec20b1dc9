import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { HttpRefusal } from './http-refusal.ts';
import { isOriginAllowed } from './origins.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ServerSettings } from './server-settings.ts';

/** Whether a WebSocket may be opened. Throws HttpRefusal. */
export function upgradeCheck(settings: ServerSettings, rateLimits: RateLimits): (request: IncomingMessage) => void {
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
