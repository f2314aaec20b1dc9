import { url } from './variable-rules.ts';

export const TRACING_VARIABLES = {
  /** A standard variable of OpenTelemetry. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url(/^https?:\/\//, 'http://127.0.0.1:4318')
    .nullable()
    .default(null),
};
