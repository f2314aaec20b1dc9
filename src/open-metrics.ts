import type { App } from './app.ts';
import type { MetricsSettings } from './config/metrics-variables.ts';
import { reasonOf } from './reason-of.ts';
import { StartError } from './start-error.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { type MetricsServer, serveMetrics } from './telemetry/metrics-server.ts';
import { type WatchedApp, watchApp } from './telemetry/watch-app.ts';

type Parts = Pick<App, 'database' | 'live' | 'environment'> & Pick<WatchedApp, 'openSockets'>;

/** Serves the metrics of the process on a port of their own. Throws StartError if it cannot listen there. */
export async function openMetrics(
  metrics: Metrics,
  { environment: { wait, log }, ...parts }: Parts,
  { host, port }: MetricsSettings,
): Promise<MetricsServer> {
  watchApp(metrics, { ...parts, wait });
  const server = await serveMetrics(metrics, { host, port, log }).catch((error: unknown) => {
    throw new StartError(`the metrics cannot be served: set METRICS_PORT or METRICS_HOST (${reasonOf(error)})`);
  });
  log.info({ url: server.url }, 'metrics are served');
  return server;
}
