import { insertRows, instantColumn } from '../database/over-rows.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Writer } from '../ledger/store/attachment.ts';
import { refuseChangedPrices, type ExpectedPrice, currentPrices } from '../prices/price-check.ts';
import type { Action } from './action.ts';
import { performJobs } from './jobs.ts';

/** An accepted action as it is written, without the sequence of its charge, which the ledger decides. */
export interface AcceptedAction extends Omit<Action, 'chargeSequence'>, ExpectedPrice {
  /** See `isLargeWork`. */
  readonly isLargePicture: boolean;
  /** The span in which the action is accepted. The job belongs to the same trace; see `Tracing`. */
  readonly traceparent: string | null;
}

/** Writes accepted actions and the jobs that perform them, in the transaction that charges them. */
export const acceptWriter: Writer<AcceptedAction> = {
  name: 'accept actions',
  precondition: currentPrices,
  assertion: refuseChangedPrices,
  statements(accepted) {
    const jobs = accepted.map(({ row: { projectId, id, kind, isLargePicture, traceparent } }) => ({
      projectId,
      actionId: id,
      kind,
      isLargePicture,
      traceparent,
    }));
    return [insertActions(accepted), performJobs(jobs)];
  },
};

const insertActions = insertRows<{ readonly row: AcceptedAction; readonly entry: LedgerEntry }>(
  'actions_insert',
  'actions',
  {
    project_id: ['uuid', ({ row }) => row.projectId],
    id: ['uuid', ({ row }) => row.id],
    kind: ['action_kind', ({ row }) => row.kind],
    status: ['action_status', ({ row }) => row.status],
    credits: ['int', ({ row }) => row.credits],
    price_version: ['int', ({ row }) => row.priceVersion],
    prompt: ['text', ({ row }) => row.prompt],
    model: ['text', ({ row }) => row.model],
    styling: ['text', ({ row }) => row.styling],
    background: ['text', ({ row }) => row.background],
    seed: ['int', ({ row }) => row.seed],
    aspect_ratio: ['text', ({ row }) => row.aspectRatio],
    top: ['int', ({ row }) => row.frame?.top],
    right: ['int', ({ row }) => row.frame?.right],
    bottom: ['int', ({ row }) => row.frame?.bottom],
    left: ['int', ({ row }) => row.frame?.left],
    source_image_id: ['uuid', ({ row }) => row.sourceImageId],
    mask_image_id: ['uuid', ({ row }) => row.maskImageId],
    parent_id: ['uuid', ({ row }) => row.parentId],
    charge_sequence: ['int', ({ entry }) => entry.sequence],
    created_at: ['float8', ({ row }) => row.createdAt, instantColumn],
  },
);
