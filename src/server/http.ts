import { maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { type ConnectionError, type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { HttpRefusal } from './http-refusal.ts';
import { answerRaw } from './raw-answer.ts';
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
    childLoggerFactory: (logger) => logger, // one for each request took 1 % of a mutation, and would say only a number
    logController: new LogController({ disableRequestLogging: true }), // see `logRequests`
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: 0, // uploads take their time and have a limit of their own; see body-deadline.ts
    return503OnClosing: false, // `refuseAtTheEnd` answers in the shape of the route
    http: {
      headersTimeout: limits.headerSeconds * 1000,
      connectionsCheckingInterval: SLOW_SENDERS_INTERVAL_MS,
      // Clients that offer HTTP/2 by an upgrade mean their request all the same, and are answered in HTTP/1.1.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, limits.headerSeconds),
    frameworkErrors: ({ statusCode = 400 }, _request, { raw }) => {
      const body = plain('BAD_REQUEST', 'The address of the request cannot be read.');
      raw.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  });
  // Nobody reads a body that no route has asked for.
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', (_request, _body, done) => done(null));
  http.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(plain('NOT_FOUND', 'There is nothing at this address.')),
  );
  http.setErrorHandler((error, request, reply) => {
    const refusal = error instanceof HttpRefusal ? error : null;
    if (!refusal) request.log.error({ err: error }, 'a request failed');
    const code = refusal?.code ?? 'INTERNAL_SERVER_ERROR';
    const message = refusal?.message ?? 'This failed on our side. It has been logged.';
    return reply
      .code(refusal?.statusCode ?? 500)
      .headers({ 'cache-control': 'no-store', ...refusal?.headers })
      .send(plain(code, message));
  });
  logRequests(http, log);
  return http;
}

/** How everything but GraphQL shows an error. */
function plain(code: string, message: string): { error: { code: string; message: string } } {
  return { error: { code, message } };
}

/** Answers what node could not read as a request, or did not get in time, and lets the connection go. */
function refuseConnection({ code }: ConnectionError, socket: Socket, headerSeconds: number): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  let refusal = new HttpRefusal(400, 'BAD_REQUEST', 'This is not a request in HTTP/1.1.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    const message = `The headers took longer than LIMIT_HEADER_SECONDS, ${headerSeconds}. Send them faster.`;
    refusal = new HttpRefusal(408, 'BAD_REQUEST', message);
  } else if (code === 'HPE_HEADER_OVERFLOW') {
    refusal = new HttpRefusal(431, 'BAD_REQUEST', `The headers are larger than ${maxHeaderSize} bytes. Send fewer.`);
  }
  answerRaw(socket, refusal);
}

/** By the pattern of the route: the URLs themselves hold signatures. */
function logRequests(http: FastifyInstance, log: Logger): void {
  if (!log.isLevelEnabled('debug')) return;
  http.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
    done();
  });
}

/**
 * Refuses whatever still comes at the end. A connection whose last answer is under way then would stay open for its next
 * request, and the end wait for it: it is closed.
 */
export function refuseAtTheEnd(http: FastifyInstance): void {
  let ending = false;
  http.addHook('preClose', (done) => {
    ending = true;
    done();
  });
  http.addHook('onRequest', (_request, _reply, done) => {
    const message = 'This process is stopping. Repeat the request: another one will answer it.';
    done(ending ? new HttpRefusal(503, 'UNAVAILABLE', message, {}, { 'retry-after': '1' }) : undefined);
  });
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (ending) reply.header('connection', 'close');
    done(null, payload);
  });
}
