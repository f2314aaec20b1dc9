import type { BatchObserver } from './group-commit/batch-observer.ts';
import type { Posting } from './kernel/posting.ts';
import type { Outcome } from './store/submission.ts';

/** Receives what the ledger does, for metrics. Must not throw. */
export interface LedgerObserver extends BatchObserver {
  /** A posting has ended. Null: its promise was rejected, because its outcome is unknown or its data were invalid. */
  posted(posting: Posting, outcome: Outcome | null): void;
}
