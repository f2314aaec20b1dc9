import { overEntryRanges } from '../database/over-entry-ranges.ts';

/**
 * Arms the top-ups of projects whose balance is at or below the threshold after a debit, in the transaction of the debit. If no
 * top-up is set, PostgreSQL evaluates only the check for one. `case` keeps the planner from reading the entries first.
 */
export const armTopUps = overEntryRanges(
  'auto_top_ups_arm',
  (ranges) => `update auto_top_ups a set armed_at = p.last_entry_at
    from ${ranges} touched
    join projects p on p.id = touched.project_id
    where exists (select from auto_top_ups)
      and a.project_id = touched.project_id and a.armed_at is null and a.state in ('ACTIVE', 'LIMIT_REACHED')
      and case when p.balance <= a.threshold then exists (
        select from credit_transactions t
        where t.project_id = touched.project_id
          and t.sequence between touched.first_sequence and touched.last_sequence and t.amount < 0
      ) end`,
);
