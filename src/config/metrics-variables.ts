import { visibleText, integerVariable } from './variable-rules.ts';

/** Where the metrics are served. */
export interface MetricsSettings {
  readonly host: string;
  /** 0: a free port. */
  readonly port: number;
}

export const METRICS_VARIABLES = {
  METRICS_PORT: integerVariable(0, 65_535).nullable().default(null),
  METRICS_HOST: visibleText.default('127.0.0.1'),
};

interface Read {
  readonly METRICS_PORT: number | null;
  readonly METRICS_HOST: string;
}

/** Null: nothing is measured. */
export function metricsOf({ METRICS_PORT: port, METRICS_HOST: host }: Read): MetricsSettings | null {
  return port === null ? null : { host, port };
}
