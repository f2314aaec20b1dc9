/** Traces by OpenTelemetry. It is loaded only when OTEL_EXPORTER_OTLP_ENDPOINT is set. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { types } from 'node:util';
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace, TraceFlags, type Tracer } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import type { OpenSpan, SpanAttributes, SpanDetails, Tracing } from '../tracing.ts';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;

/** A span that has begun and not ended. */
interface Current {
  readonly span: Span;
  readonly kind: SpanDetails['kind'];
}

/** The current span, in an AsyncLocalStorage of this instance instead of a global one, so that a test can run two servers. */
export class OtelTracing implements Tracing {
  readonly #tracer: Tracer;
  readonly #current = new AsyncLocalStorage<Current | null>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  begin(name: string, { kind, parent, attributes = {} }: SpanDetails): OpenSpan {
    const options = { kind: kind ? KINDS[kind] : SpanKind.INTERNAL, attributes };
    const span = this.#tracer.startSpan(name, options, this.#contextOf(parent));
    return {
      run: (work) => this.#current.run({ span, kind }, work),
      end(more, hasFailed) {
        if (hasFailed) span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttributes(more);
        span.end();
      },
    };
  }

  span<Result>(name: string, details: SpanDetails, work: () => Result): Result {
    const span = this.begin(name, details);
    let result: Result;
    try {
      result = span.run(work);
    } catch (error) {
      span.end(attributesOf(error), true);
      throw error;
    }
    if (!types.isPromise(result)) span.end({}, false);
    else {
      result.then(
        () => span.end({}, false),
        (error: unknown) => span.end(attributesOf(error), true),
      );
    }
    return result;
  }

  outside<Result>(work: () => Result): Result {
    return this.#current.run(null, work);
  }

  traceparent(): string | null {
    const current = this.#current.getStore();
    return current ? headerOf(current.span) : null;
  }

  /** The header `traceparent` for outgoing requests; null outside of a span of kind `client`. */
  outgoing(): string | null {
    return this.#current.getStore()?.kind === 'client' ? this.traceparent() : null;
  }

  /** The fields of a log line that identify its trace. */
  logFields(): { readonly trace_id?: string; readonly span_id?: string } {
    const current = this.#current.getStore();
    if (!current) return {};
    const { traceId, spanId } = current.span.spanContext();
    return { trace_id: traceId, span_id: spanId };
  }

  #contextOf(parent: string | null | undefined) {
    if (parent === undefined) {
      const current = this.#current.getStore();
      return current ? trace.setSpan(ROOT_CONTEXT, current.span) : ROOT_CONTEXT;
    }
    const known = parent === null ? null : parseTraceParent(parent);
    return known ? trace.setSpanContext(ROOT_CONTEXT, { ...known, isRemote: true }) : ROOT_CONTEXT;
  }
}

function headerOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags & TraceFlags.SAMPLED ? '01' : '00'}`;
}

/** Only the name of the error, because its message may contain texts of users. */
function attributesOf(error: unknown): SpanAttributes {
  return { 'error.type': error instanceof Error ? error.name : typeof error };
}
