import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Admission } from '../graphql/limits/admission.ts';
import { sharedSchema } from '../graphql/schema.ts';
import type { Services } from '../graphql/services.ts';
import type { PictureDelivery } from '../images/picture-delivery.ts';
import { GraphqlWebSocket } from '../socket/graphql-websocket.ts';
import { limitRequestBodies } from './body-deadline.ts';
import { DocumentationSite } from '../documentation/documentation-site.ts';
import { DocumentationRoutes } from './documentation-routes.ts';
import { serveDownloads } from './download-routes.ts';
import { serveExamples } from './example-routes.ts';
import { serveGraphiql } from './graphiql.ts';
import { serveGraphqlHttp } from './graphql-http.ts';
import { serveGuests } from './guest-routes.ts';
import { type Health, serveHealth } from './health.ts';
import { refuseWhileClosing, createHttp } from './http.ts';
import { allowOrigins } from './origins.ts';
import { pictureRoutes } from './picture-routes.ts';
import { RateLimits } from './rate-limits.ts';
import type { RequestObserver } from './request-observer.ts';
import { observeOperations, observeRequests } from './observe-requests.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Tracing } from '../tracing.ts';
import { McpEndpoint } from '../mcp/mcp-endpoint.ts';
import { serveMcp } from './mcp-route.ts';
import { serveSignIn } from './sign-in-routes.ts';
import { acceptSocketUpgrades } from './socket-upgrades.ts';
import { stripeRoute } from './stripe-route.ts';
import { serveStudioPage } from './studio-page.ts';
import { closeStalledResponses } from './stalled-responses.ts';

export interface ServerOptions {
  readonly services: Services;
  readonly delivery: PictureDelivery;
  readonly health: Health;
  /** The folder of built files for browsers: those of the studio and those of the documentation. */
  readonly builtFolder: string;
  readonly host: string;
  /** 0: a free port. */
  readonly port: number;
  readonly settings: ServerSettings;
  readonly log: Logger;
  /** Null or absent: nothing is measured. */
  readonly observer?: RequestObserver | null;
  /** Null or absent: nothing is traced. */
  readonly tracing?: Tracing | null;
}

export interface RunningServer {
  /** The URL on which it listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** The number of open WebSockets. */
  readonly openSockets: () => number;
  /** Builds the indexes of the documentation, which otherwise the first question and the first search wait for. */
  indexDocumentation(): void;
  /** Refuses new requests, answers those that are running, and closes WebSockets with "going away". */
  stop(): Promise<void>;
}

/**
 * How many connections wait for a busy server, if the operating system allows as many. With Node's 511, 181 of 1,000 requests that came
 * at once ended with ECONNRESET while the server took 25 ms for each.
 */
const BACKLOG = 4_096;

/** Starts the HTTP server with all routes. Throws the errors of `listen`, such as EADDRINUSE. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, settings, services, log, observer = null, tracing = null } = options;
  const http = createHttp(settings, log, tracing);
  if (observer) observeRequests(http, observer);
  const rateLimits = new RateLimits(settings.limits, services.clock);
  sendSecurityHeaders(http, settings);
  await allowOrigins(http, settings.corsOrigins);
  refuseWhileClosing(http);
  limitRequestBodies(http, settings.limits);
  closeStalledResponses(http.server, settings.limits, log);
  // Registered after the CORS headers, so that pages of allowed origins can read `retry-after`.
  http.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.isUncounted !== true) rateLimits.checkAddress(request.ip);
    done();
  });
  const { apollo, sockets, site } = await serveRoutes(http, options, rateLimits);
  try {
    await http.listen({ host, port, backlog: BACKLOG });
  } catch (error) {
    await apollo.stop();
    throw error;
  }
  return {
    url: urlOf(http),
    openSockets: () => sockets.openCount,
    indexDocumentation() {
      services.answers.buildIndex();
      site.buildIndex();
    },
    async stop() {
      // Every request has been answered by then, except those of clients that send or read very slowly.
      const limit = setTimeout(() => http.server.closeAllConnections(), settings.limits.requestSeconds * 1_000);
      await apollo.stop();
      clearTimeout(limit);
    },
  };
}

/** Registers all routes. The Apollo Server is stopped with `http`. */
async function serveRoutes(
  http: FastifyInstance,
  { settings, services, delivery, health, builtFolder, log, observer = null }: ServerOptions,
  rateLimits: RateLimits,
) {
  const { limits, introspection } = settings;
  const schema = await sharedSchema();
  const { documentCacheBytes } = limits;
  const admission = new Admission({ schema, limits, documentCacheBytes, introspection });
  const publicUrl = () => settings.publicUrl ?? urlOf(http);
  const site = new DocumentationSite({ answers: services.answers, schema, publicUrl });
  const api = { schema, services, admission, rateLimits, limits, log };
  const apollo = await serveGraphqlHttp(http, {
    ...api,
    plugins: observer ? [observeOperations(schema, observer)] : [],
  });
  const sockets = new GraphqlWebSocket({ ...api, rates: rateLimits, observer });
  acceptSocketUpgrades(http.server, sockets, { settings, rateLimits, log });
  http.addHook('preClose', () => sockets.close()); // Fastify waits for open sockets, and WebSockets with subscriptions stay open
  await serveMcp(http, { ...api, endpoint: new McpEndpoint({ ...api, site }), origins: settings });
  if (settings.graphiql) serveGraphiql(http);
  serveHealth(http, health);
  serveDownloads(http, services.transactionDownloads);
  serveExamples(http, services.examplePictures);
  await http.register(pictureRoutes, { uploads: services.uploads, delivery });
  const { payments } = services.purchases;
  if (payments) await http.register(stripeRoute, { receive: payments.receiveEvent });
  const assetsFolder = path.join(builtFolder, 'documentation-assets');
  await new DocumentationRoutes({ ...api, site, assetsFolder }).serve(http);
  await serveSignIn(http, { ...services, limits, publicUrl });
  await serveGuests(http, { ...services, rateLimits, limits });
  await serveStudioPage(http, path.join(builtFolder, 'studio'));
  return { apollo, sockets, site };
}

function urlOf(http: FastifyInstance): string {
  const { address, family, port } = http.server.address() as AddressInfo; // a server that listens on a port has such an address
  const reachable = address === '0.0.0.0' || address === '::' ? 'localhost' : address;
  return `http://${family === 'IPv6' && reachable !== 'localhost' ? `[${reachable}]` : reachable}:${port}`;
}
