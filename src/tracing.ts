/** Begins the spans of traces. Absent if tracing is off. */
export interface Tracing {
  /** Begins a span that its caller ends. */
  begin(name: string, details: SpanDetails): OpenSpan;
  /** Runs `work` in a span, which ends when the work succeeds or fails. */
  span<Result>(name: string, details: SpanDetails, work: () => Result): Result;
  /** Runs `work` without a span, for work that several traces share. */
  outside<Result>(work: () => Result): Result;
  /** The current span in the format of the header `traceparent`; null: none. */
  traceparent(): string | null;
}

export interface SpanDetails {
  /** The kind of the span, as in OpenTelemetry; omitted: the work stays in this process. */
  readonly kind?: 'server' | 'client' | 'consumer';
  /** The parent span, in the format of `traceparent`; null: none, so a new trace begins; omitted: the current span. */
  readonly parent?: string | null;
  readonly attributes?: SpanAttributes;
}

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface OpenSpan {
  /** Runs `work` in the span. */
  run<Result>(work: () => Result): Result;
  end(attributes: SpanAttributes, hasFailed: boolean): void;
}
