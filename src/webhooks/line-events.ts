import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import { insertDeliveries } from './insert-deliveries.ts';

/** A range of entries of a project that a transaction has written, both ends inclusive. */
interface WrittenLines {
  readonly projectId: ProjectId;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/**
 * The events of each entry. A balance that crosses the threshold several times in one transaction causes an event for each
 * crossing; the first entry of a project is not a recovery.
 */
const TOLD = `(
  select event, line.sequence::text as place, facts || jsonb_build_object('balance', line.balance_after, 'sequence', line.sequence) as facts, line.created_at as at, line.created_at as since
  from (
    select t.*, t.balance_after - t.amount as balance_before from credit_transactions t
    where t.project_id = p.id and t.sequence between touched.first_sequence and touched.last_sequence
    order by t.sequence offset 0
  ) line
  cross join lateral (
    select 'CREDITS_GRANTED' as event, jsonb_build_object('grantId', line.grant_id, 'credits', line.amount) as facts
      where line.kind = 'GRANT'
    union all
    select 'CREDITS_EXPIRED', jsonb_build_object('grantId', line.grant_id, 'credits', -line.amount)
      where line.kind = 'EXPIRY'
    union all
    select 'BALANCE_LOW', jsonb_build_object('threshold', p.low_balance_threshold)
      where line.balance_before > p.low_balance_threshold and line.balance_after <= p.low_balance_threshold
    union all
    select 'BALANCE_RECOVERED', jsonb_build_object('threshold', p.low_balance_threshold)
      where line.balance_before <= p.low_balance_threshold and line.balance_after > p.low_balance_threshold
        and line.sequence > 1
  ) event
)`;

const insertLineEvents = overRows<WrittenLines>(
  'webhooks_tell_lines',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    first_sequence: ['int', ({ firstSequence }) => firstSequence],
    last_sequence: ['int', ({ lastSequence }) => lastSequence],
  },
  (rows) => insertDeliveries(rows, TOLD),
);

/** Writes the events of entries, in the same transaction. */
export function lineEvents(written: readonly WrittenLines[]): Statement[] {
  return written.length === 0 ? [] : [insertLineEvents(written)];
}
