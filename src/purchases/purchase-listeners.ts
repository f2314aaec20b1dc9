import type { ProjectId, PurchaseId } from '../ids.ts';

/** Callbacks for purchases that have been written. */
export interface PurchaseListeners {
  /** Called after a transaction outside the ledger has written webhook events. */
  readonly eventsWritten: () => void;
  /** Called after a transaction has written a purchase. */
  readonly changed: (projectId: ProjectId, purchaseId: PurchaseId) => void;
}
