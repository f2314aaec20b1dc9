import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { createSchema } from '../graphql/schema.ts';
import type { Services } from '../graphql/services.ts';
import type { PictureDelivery } from '../images/delivery.ts';
import { serveGraphiql } from './graphiql.ts';
import { serveGraphqlHttp } from './graphql-http.ts';
import { GraphqlWebSocket } from './graphql-websocket.ts';
import { serveHealth } from './health.ts';
import { pictureRoutes } from './picture-routes.ts';
import { serveStudioPage } from './studio-page.ts';

export interface ServerOptions {
  readonly services: Services;
  readonly delivery: PictureDelivery;
  readonly isReady: () => Promise<boolean>;
  /** Where the build has put the page. */
  readonly studioFolder: string;
  readonly host: string;
  /** 0: whichever is free. */
  readonly port: number;
  readonly log: Logger;
}

export interface RunningServer {
  /** Where it listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** Takes nothing new, answers what runs, and closes the sockets with "going away". */
  stop(): Promise<void>;
}

/** Serves everything that Darkroom serves. Throws what `listen` throws, EADDRINUSE first of all. */
export async function startServer({ host, port, log, ...options }: ServerOptions): Promise<RunningServer> {
  const loggerInstance: FastifyBaseLogger = log; // the plain type, or every plugin would have to name pino's
  const logController = new LogController({ disableRequestLogging: true }); // see `logRequests`
  const http = Fastify({ loggerInstance, logController, forceCloseConnections: 'idle' });
  logRequests(http, log);
  const schema = await createSchema();
  const { services, delivery, isReady, studioFolder } = options;
  const apollo = await serveGraphqlHttp(http, { schema, services, log });
  const sockets = new GraphqlWebSocket(http.server, { schema, services, log });
  http.addHook('preClose', () => sockets.close()); // fastify waits for open sockets, and live ones never end by themselves
  closeConnectionsAtTheEnd(http);
  serveGraphiql(http);
  serveHealth(http, isReady);
  await http.register(pictureRoutes, { uploads: services.uploads, delivery });
  await serveStudioPage(http, studioFolder);
  try {
    await http.listen({ host, port });
  } catch (error) {
    await apollo.stop();
    throw error;
  }
  return { url: urlOf(http), stop: () => apollo.stop() };
}

/** A connection whose last answer is under way at the end would stay open for its next request, and the end wait for it. */
function closeConnectionsAtTheEnd(http: FastifyInstance): void {
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

function urlOf(http: FastifyInstance): string {
  const { address, family, port } = http.server.address() as AddressInfo; // it listens on a port, not on a pipe
  const reachable = address === '0.0.0.0' || address === '::' ? 'localhost' : address;
  return `http://${family === 'IPv6' && reachable !== 'localhost' ? `[${reachable}]` : reachable}:${port}`;
}
