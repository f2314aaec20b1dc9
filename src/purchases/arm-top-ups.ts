import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';

/** The entries that a transaction has written to a project, first and last sequence included. */
interface WrittenLines {
  readonly projectId: ProjectId;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

const arm = overRows<WrittenLines>(
  'auto_top_ups_arm',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    first_sequence: ['int', ({ firstSequence }) => firstSequence],
    last_sequence: ['int', ({ lastSequence }) => lastSequence],
  },
  (rows) => `update auto_top_ups a set armed_at = p.last_entry_at
    from ${rows} touched
    join projects p on p.id = touched.project_id
    where a.project_id = touched.project_id and a.armed_at is null and a.state in ('ACTIVE', 'LIMIT_REACHED')
      and p.balance <= a.threshold
      and exists (
        select from credit_transactions t
        where t.project_id = touched.project_id
          and t.sequence between touched.first_sequence and touched.last_sequence and t.amount < 0
      )`,
);

/** Arms the top-ups of projects whose balance is at or below the threshold after a debit, in the transaction of the debit. */
export function armTopUps(written: readonly WrittenLines[]): Statement[] {
  return written.length === 0 ? [] : [arm(written)];
}
