/** Begins the spans of traces. Absent where nothing is traced. */
export interface Tracing {
  /** Begins a span that its caller ends. */
  begin(name: string, details: SpanDetails): OpenSpan;
  /** Runs `work` in a span that ends with it, also where it fails. */
  span<Result>(name: string, details: SpanDetails, work: () => Result): Result;
  /** Runs `work` in no span: what it starts and others go on with belongs to no trace. */
  outside<Result>(work: () => Result): Result;
  /** The current span as the header `traceparent` has it; null: there is none. */
  traceparent(): string | null;
}

export interface SpanDetails {
  /** Where the work comes from or goes to; left out: it stays in this process. */
  readonly kind?: 'server' | 'client' | 'consumer';
  /** The span that caused it, as of `traceparent`; null: none, so a trace begins; left out: the current span. */
  readonly parent?: string | null;
  readonly attributes?: SpanAttributes;
}

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface OpenSpan {
  /** Runs `work` in the span. */
  run<Result>(work: () => Result): Result;
  end(attributes: SpanAttributes, hasFailed: boolean): void;
}
