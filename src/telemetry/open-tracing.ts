import diagnostics from 'node:diagnostics_channel';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { OtelTracing } from './otel-tracing.ts';

/** Published by `fetch` and by undici for every request, in the context of its caller. */
const REQUESTS = 'undici:request:create';

/** The timeout for sending a batch to the collector, including retries. A process that stops waits for the last batch. */
const EXPORT_TIMEOUT_MS = 3_000; // 3 seconds

export interface TracingOptions {
  /** The base URL of a collector of OTLP over HTTP. */
  readonly endpoint: string;
  readonly version: string;
}

export interface OpenTracing {
  readonly tracing: OtelTracing;
  /** Sends the ended spans, or drops them if the collector does not accept them in time. Never throws. */
  close(): Promise<void>;
}

/** Sends traces to a collector. Spans that it does not accept in time are dropped, and no request waits for it. */
export function openTracing({ endpoint, version }: TracingOptions): OpenTracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'darkroom', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracing = new OtelTracing(provider.getTracer('darkroom', version));
  const addHeader = (message: unknown) => {
    const header = tracing.outgoing();
    if (header !== null && isOpenRequest(message)) message.request.addHeader('traceparent', header);
  };
  diagnostics.subscribe(REQUESTS, addHeader);
  return {
    tracing,
    async close() {
      diagnostics.unsubscribe(REQUESTS, addHeader);
      await provider.shutdown().catch(() => undefined); // an unreachable collector must not fail the stop
    },
  };
}

interface OpenRequest {
  readonly request: { addHeader(name: string, value: string): void };
}

function isOpenRequest(message: unknown): message is OpenRequest {
  const request: unknown = typeof message === 'object' && message !== null && 'request' in message && message.request;
  return typeof request === 'object' && request !== null && 'addHeader' in request;
}
