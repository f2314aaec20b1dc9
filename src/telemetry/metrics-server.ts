import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

export interface MetricsServerOptions {
  readonly host: string;
  /** 0: a free port. */
  readonly port: number;
  readonly log: Logger;
}

export interface MetricsServer {
  /** The address of the metrics, such as http://127.0.0.1:9464/metrics. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the metrics on a port of their own, so that no proxy can lead to them by accident. Throws the errors of `listen`. */
export async function serveMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  { host, port, log }: MetricsServerOptions,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('The metrics are at /metrics.\n');
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, 'the metrics could not be read');
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ host, port }, resolve);
  });
  const address = server.address() as AddressInfo; // a server that listens on a port has such an address
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
