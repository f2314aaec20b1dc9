import { type AuditEntry, auditWriter } from '../audit/audit.ts';
import { overRows } from '../database/over-rows.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Writer } from '../ledger/store/attachment.ts';

/** A refund by hand, written in the same transaction as its ledger entry. */
export interface RefundByHand {
  readonly projectId: ProjectId;
  readonly actionId: ActionId;
  /** The time at which the refund cancels an action that has not ended. */
  readonly finishedAt: Instant;
  readonly audit: AuditEntry;
}

/**
 * Records the refund in the action, and cancels an action that has not ended. The status is read after the row is locked, so
 * if a worker stores a picture at the same time, the later of the two sees the result of the earlier one.
 */
const refundActions = overRows<{ readonly row: RefundByHand; readonly entry: LedgerEntry }>(
  'actions_refund_by_hand',
  {
    project_id: ['uuid', ({ row }) => row.projectId],
    id: ['uuid', ({ row }) => row.actionId],
    refund_sequence: ['int', ({ entry }) => entry.sequence],
    finished_at: ['float8', ({ row }) => row.finishedAt],
  },
  (rows) => `update actions a set refund_sequence = refunded.refund_sequence,
      status = case when a.status in ('QUEUED', 'RUNNING') then 'CANCELED' else a.status end,
      finished_at = coalesce(a.finished_at, to_timestamp(refunded.finished_at / 1000))
    from ${rows} refunded
    where a.project_id = refunded.project_id and a.id = refunded.id`,
);

export const refundWriter: Writer<RefundByHand> = {
  name: 'refund actions by hand',
  statements: (accepted) => [
    refundActions(accepted),
    ...auditWriter.statements(accepted.map(({ row, entry }) => ({ row: row.audit, entry }))),
  ],
};
