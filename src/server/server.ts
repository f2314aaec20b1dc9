import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Admission } from '../graphql/limits/admission.ts';
import { createSchema } from '../graphql/schema.ts';
import type { Services } from '../graphql/services.ts';
import type { PictureDelivery } from '../images/picture-delivery.ts';
import { GraphqlWebSocket } from '../socket/graphql-websocket.ts';
import { boundBodies } from './body-deadline.ts';
import { DocumentationSite } from '../documentation/documentation-site.ts';
import { DocumentationRoutes } from './documentation-routes.ts';
import { serveDownloads } from './download-routes.ts';
import { serveGraphiql } from './graphiql.ts';
import { serveGraphqlHttp } from './graphql-http.ts';
import { serveHealth } from './health.ts';
import { refuseAtTheEnd, createHttp } from './http.ts';
import { allowOrigins } from './origins.ts';
import { pictureRoutes } from './picture-routes.ts';
import { RateLimits } from './rate-limits.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import type { ServerSettings } from './server-settings.ts';
import { McpEndpoint } from '../mcp/mcp-endpoint.ts';
import { serveMcp } from './mcp-route.ts';
import { acceptSocketUpgrades } from './socket-upgrades.ts';
import { serveStudioPage } from './studio-page.ts';
import { endUnreadAnswers } from './unread-answers.ts';

export interface ServerOptions {
  readonly services: Services;
  readonly delivery: PictureDelivery;
  readonly isReady: () => Promise<boolean>;
  /** By how much this machine's clock is ahead of the database's. */
  readonly clockSkewMs: () => number;
  /** Where the build has put what browsers load: the studio, and beside it what the documentation's pages load. */
  readonly builtFolder: string;
  readonly host: string;
  /** 0: whichever is free. */
  readonly port: number;
  readonly settings: ServerSettings;
  readonly log: Logger;
}

export interface RunningServer {
  /** Where it listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** Takes nothing new, answers what runs, and closes the sockets with "going away". */
  stop(): Promise<void>;
}

/** Serves everything that Darkroom serves. Throws what `listen` throws, EADDRINUSE first of all. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, settings, services, log } = options;
  const http = createHttp(settings, log);
  const rateLimits = new RateLimits(settings.limits, services.clock);
  sendSecurityHeaders(http, settings.publicUrl);
  await allowOrigins(http, settings.corsOrigins);
  refuseAtTheEnd(http);
  boundBodies(http, settings.limits);
  endUnreadAnswers(http.server, settings.limits, log);
  // After those two, whose headers let the page of another origin read when to come again.
  http.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.isUncounted !== true) rateLimits.checkAddress(request.ip);
    done();
  });
  const apollo = await serveRoutes(http, options, rateLimits);
  try {
    await http.listen({ host, port });
  } catch (error) {
    await apollo.stop();
    throw error;
  }
  return {
    url: urlOf(http),
    async stop() {
      // By then every request has been answered; what is left is who sends or reads a byte now and then.
      const limit = setTimeout(() => http.server.closeAllConnections(), settings.limits.requestSeconds * 1_000);
      await apollo.stop();
      clearTimeout(limit);
    },
  };
}

/** Returns the server that ends with `http`. */
async function serveRoutes(
  http: FastifyInstance,
  { settings, services, delivery, isReady, clockSkewMs, builtFolder, log }: ServerOptions,
  rateLimits: RateLimits,
): Promise<Awaited<ReturnType<typeof serveGraphqlHttp>>> {
  const { limits, introspection } = settings;
  const schema = await createSchema();
  const { documentCacheBytes } = limits;
  const admission = new Admission({ schema, limits, documentCacheBytes, introspection });
  const site = new DocumentationSite({
    answers: services.answers,
    schema,
    publicUrl: () => settings.publicUrl ?? urlOf(http),
  });
  const api = { schema, services, admission, rateLimits, limits, log };
  const apollo = await serveGraphqlHttp(http, { ...api, plugins: [] });
  const sockets = new GraphqlWebSocket({ ...api, rates: rateLimits });
  acceptSocketUpgrades(http.server, sockets, { settings, rateLimits, log });
  http.addHook('preClose', () => sockets.close()); // fastify waits for open sockets, and live ones never end by themselves
  await serveMcp(http, { ...api, endpoint: new McpEndpoint({ ...api, site }), origins: settings });
  if (settings.graphiql) serveGraphiql(http);
  serveHealth(http, { isReady, clockSkewMs });
  serveDownloads(http, services.transactionDownloads);
  await http.register(pictureRoutes, { uploads: services.uploads, delivery });
  const assetsFolder = path.join(builtFolder, 'documentation-assets');
  await new DocumentationRoutes({ ...api, site, assetsFolder }).serve(http);
  await serveStudioPage(http, path.join(builtFolder, 'studio'));
  return apollo;
}

function urlOf(http: FastifyInstance): string {
  const { address, family, port } = http.server.address() as AddressInfo; // it listens on a port, not on a pipe
  const reachable = address === '0.0.0.0' || address === '::' ? 'localhost' : address;
  return `http://${family === 'IPv6' && reachable !== 'localhost' ? `[${reachable}]` : reachable}:${port}`;
}
