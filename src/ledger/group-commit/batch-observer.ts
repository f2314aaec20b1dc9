/** Receives the figures of batches, for metrics. Must not throw. */
export interface BatchObserver {
  /** A monotonic clock in milliseconds. */
  readonly elapsedMs: () => number;
  /** A batch has been answered. `waitMs` is how long its oldest posting had waited when the batch was taken. */
  batchEnded(batch: BatchFigures): void;
}

export interface BatchFigures {
  readonly postings: number;
  readonly waitMs: number;
  readonly commitMs: number;
}
