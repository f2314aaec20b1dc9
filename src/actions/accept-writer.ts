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

function insertActions(accepted: readonly { readonly row: AcceptedAction; readonly entry: LedgerEntry }[]): Statement {
  const rows = accepted.map(({ row }) => row);
  return {
    name: 'actions_insert',
    text: `insert into actions
        (project_id, id, kind, status, credits, price_version, prompt, model, styling, background, aspect_ratio,
         "top", "right", "bottom", "left", source_image_id, mask_image_id, parent_id, charge_sequence, created_at)
      select project_id, id, kind, 'QUEUED', credits, price_version, prompt, model, styling, background, aspect_ratio,
        frame[1], frame[2], frame[3], frame[4], source_image_id, mask_image_id, parent_id, charge_sequence,
        to_timestamp(created_at / 1000)
      from (
        select a.*, nullif(a.frame_text, '')::int[] as frame
        from (select unnest($1::uuid[]) as project_id, unnest($2::uuid[]) as id, unnest($3::action_kind[]) as kind,
          unnest($4::int[]) as credits, unnest($5::int[]) as price_version, unnest($6::text[]) as prompt,
          unnest($7::text[]) as model, unnest($8::text[]) as styling, unnest($9::text[]) as background,
          unnest($10::text[]) as aspect_ratio, unnest($11::text[]) as frame_text,
          unnest($12::uuid[]) as source_image_id, unnest($13::uuid[]) as mask_image_id,
          unnest($14::uuid[]) as parent_id, unnest($15::int[]) as charge_sequence,
          unnest($16::float8[]) as created_at) a
      ) accepted`,
    values: [
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
      rows.map(({ frame }) => (frame ? `{${frame.top},${frame.right},${frame.bottom},${frame.left}}` : null)),
      rows.map(({ sourceImageId }) => sourceImageId),
      rows.map(({ maskImageId }) => maskImageId),
      rows.map(({ parentId }) => parentId),
      accepted.map(({ entry }) => entry.sequence),
      rows.map(({ createdAt }) => createdAt),
    ],
  };
}
