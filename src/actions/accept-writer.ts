import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Writer } from '../ledger/store/attachment.ts';
import type { Action } from './action.ts';
import { addJobs } from './jobs.ts';

/** An accepted action as it is written; its charge's place is known only once the ledger has decided. */
export type AcceptedAction = Omit<Action, 'chargeSequence'>;

/** Writes accepted actions and the jobs that perform them, in the transaction that charges them. */
export const acceptWriter: Writer<AcceptedAction> = {
  name: 'accept actions',
  statements(accepted) {
    const jobs = accepted.map(({ row }) => ({ payload: { projectId: row.projectId, actionId: row.id } }));
    return [insertActions(accepted), addJobs('perform-action', jobs)];
  },
};

const INSERT_ACTIONS = overRows(
  'actions_insert',
  {
    project_id: 'uuid',
    id: 'uuid',
    kind: 'action_kind',
    credits: 'int',
    price_version: 'int',
    prompt: 'text',
    model: 'text',
    styling: 'text',
    background: 'text',
    aspect_ratio: 'text',
    top: 'int',
    right: 'int',
    bottom: 'int',
    left: 'int',
    source_image_id: 'uuid',
    mask_image_id: 'uuid',
    parent_id: 'uuid',
    charge_sequence: 'int',
    created_at: 'float8',
  },
  (rows) => `insert into actions
      (project_id, id, kind, status, credits, price_version, prompt, model, styling, background, aspect_ratio,
       "top", "right", "bottom", "left", source_image_id, mask_image_id, parent_id, charge_sequence, created_at)
    select project_id, id, kind, 'QUEUED', credits, price_version, prompt, model, styling, background, aspect_ratio,
      "top", "right", "bottom", "left", source_image_id, mask_image_id, parent_id, charge_sequence,
      to_timestamp(created_at / 1000)
    from ${rows} accepted`,
);

function insertActions(accepted: readonly { readonly row: AcceptedAction; readonly entry: LedgerEntry }[]): Statement {
  const rows = accepted.map(({ row }) => row);
  return INSERT_ACTIONS([
    rows.map(({ projectId }) => projectId),
    rows.map(({ id }) => id),
    rows.map(({ kind }) => kind),
    rows.map(({ credits }) => credits),
    rows.map(({ priceVersion }) => priceVersion),
    rows.map(({ prompt }) => prompt),
    rows.map(({ model }) => model),
    rows.map(({ styling }) => styling),
    rows.map(({ background }) => background),
    rows.map(({ aspectRatio }) => aspectRatio),
    rows.map(({ frame }) => frame?.top ?? null),
    rows.map(({ frame }) => frame?.right ?? null),
    rows.map(({ frame }) => frame?.bottom ?? null),
    rows.map(({ frame }) => frame?.left ?? null),
    rows.map(({ sourceImageId }) => sourceImageId),
    rows.map(({ maskImageId }) => maskImageId),
    rows.map(({ parentId }) => parentId),
    accepted.map(({ entry }) => entry.sequence),
    rows.map(({ createdAt }) => createdAt),
  ]);
}
