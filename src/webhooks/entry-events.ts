import { overEntryRanges } from '../database/over-entry-ranges.ts';
import { insertDeliveries } from './insert-deliveries.ts';

/**
 * The events of each entry. A balance that crosses the threshold several times in one transaction causes an event for each
 * crossing; the first entry of a project is not a recovery.
 */
const ENTRY_EVENTS = `(
  select event, entry.sequence::text as place, facts || jsonb_build_object('balance', entry.balance_after, 'sequence', entry.sequence) as facts, entry.created_at as at, entry.created_at as since
  from (
    select t.*, t.balance_after - t.amount as balance_before from credit_transactions t
    where t.project_id = p.id and t.sequence between touched.first_sequence and touched.last_sequence
    order by t.sequence offset 0
  ) entry
  cross join lateral (
    select 'CREDITS_GRANTED' as event, jsonb_build_object('grantId', entry.grant_id, 'credits', entry.amount) as facts
      where entry.kind = 'GRANT'
    union all
    select 'CREDITS_EXPIRED', jsonb_build_object('grantId', entry.grant_id, 'credits', -entry.amount)
      where entry.kind = 'EXPIRY'
    union all
    select 'BALANCE_LOW', jsonb_build_object('threshold', p.low_balance_threshold)
      where entry.balance_before > p.low_balance_threshold and entry.balance_after <= p.low_balance_threshold
    union all
    select 'BALANCE_RECOVERED', jsonb_build_object('threshold', p.low_balance_threshold)
      where entry.balance_before <= p.low_balance_threshold and entry.balance_after > p.low_balance_threshold
        and entry.sequence > 1
  ) event
)`;

/** Writes the events of entries, in the same transaction. */
export const entryEvents = overEntryRanges('webhooks_entry_events', (ranges) => insertDeliveries(ranges, ENTRY_EVENTS));
