import { maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { type ConnectionError, type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { HttpRefusal } from './http-refusal.ts';
import type { Tracing } from '../tracing.ts';
import { writeRawResponse } from './raw-response.ts';
import type { ServerSettings } from './server-settings.ts';
import { traceRequests } from './trace-requests.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests to the route are not rate limited: health checks must be answered however busy the process is. */
    isUncounted?: boolean;
  }
}

/** How often Node checks for requests that arrive too slowly. */
const SLOW_SENDERS_INTERVAL_MS = 1_000; // 1 second

/** Creates the Fastify instance that all routes are registered on. */
export function createHttp(
  { limits, trustedProxies }: ServerSettings,
  log: Logger,
  tracing: Tracing | null,
): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log; // Fastify's type, so that plugins need not name pino's
  const http = Fastify({
    loggerInstance,
    childLoggerFactory: (logger) => logger, // a child logger for each request took 1 % of the time of a mutation, and would add only a request number
    logController: new LogController({ disableRequestLogging: true }), // see `logRequests`
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: 0, // uploads may take longer and have a limit of their own; see body-deadline.ts
    return503OnClosing: false, // `refuseWhileClosing` answers in the error format of the route
    http: {
      headersTimeout: limits.headerSeconds * 1000,
      connectionsCheckingInterval: SLOW_SENDERS_INTERVAL_MS,
      // Some clients offer an upgrade to HTTP/2 with an ordinary request: it is answered in HTTP/1.1.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, limits.headerSeconds),
    frameworkErrors: ({ statusCode = 400 }, _request, { raw }) => {
      const body = plain('BAD_REQUEST', 'The address of the request cannot be read.');
      raw.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  });
  // Bodies of other content types are not read.
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
  if (tracing) traceRequests(http, tracing); // before request logging
  logRequests(http, log);
  return http;
}

/** The error format of all routes except GraphQL. */
function plain(code: string, message: string): { error: { code: string; message: string } } {
  return { error: { code, message } };
}

/** Answers a request that Node could not parse or that did not arrive in time, and closes the connection. */
function refuseConnection({ code }: ConnectionError, socket: Socket, headerSeconds: number): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  let refusal = new HttpRefusal(400, 'BAD_REQUEST', 'This is not a request in HTTP/1.1.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    const message = `The headers took longer than LIMIT_HEADER_SECONDS, ${headerSeconds}. Send them faster.`;
    refusal = new HttpRefusal(408, 'BAD_REQUEST', message);
  } else if (code === 'HPE_HEADER_OVERFLOW') {
    refusal = new HttpRefusal(431, 'BAD_REQUEST', `The headers are larger than ${maxHeaderSize} bytes. Send fewer.`);
  }
  writeRawResponse(socket, refusal);
}

/** Logs the pattern of the route instead of the URL, because URLs contain signatures. */
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
 * Refuses requests that arrive during shutdown. Closes each connection after its current response: kept alive for another
 * request, it would delay the shutdown.
 */
export function refuseWhileClosing(http: FastifyInstance): void {
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
