import pg from 'pg';
import {
  ACTOR,
  type ChargingSettings,
  type Contender,
  CREDITS,
  newId,
  newKey,
  PROMPT,
  REQUEST_HASH,
} from './charging.ts';

/** Connections: more do not help on a few cores, and 256 callers wait for them in pg's queue. */
const POOL_MAX = 16;

const UNIQUE_VIOLATION = '23505';

/**
 * The balance is locked, checked and moved by one UPDATE; the line, the action and the idempotency key are written by the
 * same statement. Twins that are under way at once meet at the unique index on the key.
 */
const CHARGE = `
  with earlier as (
    select sequence from credit_transactions where project_id = $1 and idempotency_key = $2
  ), debited as (
    update projects set balance = balance - $3, sequence = sequence + 1, last_entry_at = $4
    where id = $1 and balance >= $3 and not exists (select from earlier)
    returning balance, sequence
  ), accepted as (
    insert into actions (project_id, id, kind, status, credits, price_version, prompt, aspect_ratio, charge_sequence, created_at)
    select $1, $5, 'PROMPT', 'QUEUED', $3, 1, $6, '1:1', sequence, $4 from debited
  ), line as (
    insert into credit_transactions (project_id, sequence, kind, amount, balance_after, action_id, action_kind, actor,
      idempotency_key, request_hash, created_at)
    select $1, sequence, 'CHARGE', -$3::int, balance, $5, 'PROMPT', $7, $2, decode($8, 'hex'), $4 from debited
    returning sequence
  )
  select sequence, false as replayed from line union all select sequence, true from earlier`;

/** What an expert writes without batching: one prepared statement a charge, over a pool. */
export function preparedStatement({ url }: ChargingSettings): Contender {
  const pool = new pg.Pool({ connectionString: url, max: POOL_MAX });
  const run = (values: unknown[]) => pool.query<{ sequence: number }>({ name: 'charge', text: CHARGE, values });
  return {
    async charge(projectId) {
      const values = [projectId, newKey(), CREDITS, new Date(), newId<string>(), PROMPT, ACTOR, REQUEST_HASH];
      const { rows } = await run(values).catch((error: unknown) => {
        if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION) return run(values); // a twin was first
        throw error;
      });
      if (rows.length !== 1) throw new Error('a charge was refused');
    },
  };
}
