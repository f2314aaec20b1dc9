/**
 * Spending caps are rows that are locked after the projects, in the order of their ids, so that charges through one key are
 * serialised across projects and processes.
 */
import type { Statement } from '../../database/statement.ts';
import type { ApiKeyId } from '../../ids.ts';
import type { CapPeriod, Instant } from '../../instant.ts';
import type { Cap } from '../kernel/cap.ts';
import type { Posting } from '../kernel/posting.ts';

export interface CapRow {
  readonly key_id: ApiKeyId;
  readonly credits: number;
  readonly per: CapPeriod;
  readonly period_at: Instant;
  readonly spent: number;
}

export function capFromRow(row: CapRow): Cap {
  return { keyId: row.key_id, credits: row.credits, per: row.per, periodAt: row.period_at, spent: row.spent };
}

const CAP_COLUMNS = 'c.api_key_id as key_id, c.credits, c.per, c.period_at, c.spent';

/**
 * Locks the caps that the postings count against; null where there are none. As long as no key has a cap, the charges that are
 * refunded are not looked up here.
 */
export function lockCaps(postings: readonly Posting[]): Statement | null {
  const keyIds = new Set(postings.flatMap((posting) => (posting.type === 'charge' ? (posting.capKeyId ?? []) : [])));
  const refunds = postings.filter((posting) => posting.type === 'refund');
  if (keyIds.size === 0 && refunds.length === 0) return null;
  return {
    name: 'ledger_lock_caps',
    text: `select ${CAP_COLUMNS} from credit_caps c
      where c.api_key_id = any(array(
        select unnest($1::uuid[])
        union
        select charge.key_id from unnest($2::uuid[], $3::int[]) as refunded(project_id, sequence)
          cross join lateral (
            select * from credit_transactions l
            where l.project_id = refunded.project_id and l.sequence >= refunded.sequence order by l.sequence limit 1
          ) charge
          where charge.sequence = refunded.sequence and exists (select from credit_caps)
      ))
      order by c.api_key_id for update`,
    values: [
      [...keyIds],
      refunds.map(({ projectId }) => projectId),
      refunds.map(({ chargeSequence }) => chargeSequence),
    ],
  };
}

export function updateCaps(caps: readonly Cap[]): Statement {
  return {
    name: 'ledger_update_caps',
    text: `update credit_caps c set period_at = to_timestamp(moved.period_at / 1000), spent = moved.spent
      from unnest($1::uuid[], $2::float8[], $3::int8[]) as moved(key_id, period_at, spent)
      where c.api_key_id = moved.key_id`,
    values: [caps.map(({ keyId }) => keyId), caps.map(({ periodAt }) => periodAt), caps.map(({ spent }) => spent)],
  };
}
