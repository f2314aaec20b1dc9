import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { HttpRefusal } from './http-refusal.ts';
import type { ServerSettings } from './server-settings.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests for it are not counted: it tells whether the process lives, however busy it is. */
    isUncounted?: boolean;
  }
}

/** How often node looks for senders that are too slow. */
const SLOW_SENDERS_INTERVAL_MS = 1_000; // 1 second

/** Fastify as everything is served on it, without routes. */
export function createHttp({ limits, trustedProxies }: ServerSettings, log: Logger): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log; // the plain type, or every plugin would have to name pino's
  const http = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }), // see `logRequests`
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: 0, // uploads take their time and have a limit of their own; see body-deadline.ts
    http: { headersTimeout: limits.headerSeconds * 1000, connectionsCheckingInterval: SLOW_SENDERS_INTERVAL_MS },
  });
  http.setErrorHandler((error, request, reply) => {
    const refusal = error instanceof HttpRefusal ? error : null;
    if (!refusal) request.log.error({ err: error }, 'a request failed');
    const code = refusal?.code ?? 'INTERNAL_SERVER_ERROR';
    const message = refusal?.message ?? 'This failed on our side. It has been logged.';
    return reply
      .code(refusal?.statusCode ?? 500)
      .headers({ 'cache-control': 'no-store', ...refusal?.headers })
      .send({ error: { code, message } });
  });
  logRequests(http, log);
  return http;
}

/** By the pattern of the route: the URLs themselves hold signatures. */
function logRequests(http: FastifyInstance, log: Logger): void {
  http.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
    done();
  });
}

/** A connection whose last answer is under way at the end would stay open for its next request, and the end wait for it. */
export function closeConnectionsAtTheEnd(http: FastifyInstance): void {
  let ending = false;
  http.addHook('preClose', (done) => {
    ending = true;
    done();
  });
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (ending) reply.header('connection', 'close');
    done(null, payload);
  });
}
