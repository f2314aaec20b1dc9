import type pg from 'pg';
import { typeIdOrNull } from '../../src/graphql/ids/type-id.ts';
import { DAY_MS } from '../../src/instant.ts';

export const LIVE_GRANTS = 18_000;
export const SPENT_GRANTS = 2_000;
const ALL = LIVE_GRANTS + SPENT_GRANTS;
const CREDITS = 10;

/**
 * Gives an empty project grants as years would leave them, past the API: each has its line, and those that are spent the
 * line of their expiry. Lot 1 is spent first, and is the only one that expires in 30 days.
 */
export async function insertManyGrants(client: pg.Client, project: string): Promise<void> {
  const projectId = typeIdOrNull('prj', project);
  const grant = "lpad(to_hex(number), 32, '0')::uuid";
  const since = Date.now() - DAY_MS;
  const expires = new Date(Date.now() + 30 * DAY_MS);
  await client.query('begin');
  await client.query(
    `insert into credit_grants
      (project_id, id, source, credits, remaining, spent, priority, expires_at, note, sequence, created_at)
    select $1::uuid, ${grant}, 'PURCHASE', ${CREDITS}, case when number <= ${LIVE_GRANTS} then ${CREDITS} else 0 end,
      number > ${LIVE_GRANTS}, 50, case when number = 1 then $3::timestamptz when number > ${LIVE_GRANTS} then $2::timestamptz end,
      'Lot ' || number, number, $2::timestamptz
    from generate_series(1, ${ALL}) number`,
    [projectId, new Date(since), expires],
  );
  await client.query(
    `insert into credit_transactions
      (project_id, sequence, kind, amount, balance_after, grant_id, draw_grant_ids, draw_credits, actor, created_at)
    select $1::uuid, number, 'GRANT'::credit_transaction_kind, ${CREDITS}, ${CREDITS} * number, ${grant}, '{}', '{}', 'bulk', $2::timestamptz
    from generate_series(1, ${ALL}) number
    union all
    select $1::uuid, number + ${SPENT_GRANTS}, 'EXPIRY'::credit_transaction_kind, -${CREDITS}, ${CREDITS} * (${ALL + LIVE_GRANTS} - number),
      ${grant}, array[${grant}], array[${CREDITS}], 'system', $2::timestamptz
    from generate_series(${LIVE_GRANTS + 1}, ${ALL}) number
    order by 2`,
    [projectId, new Date(since)],
  );
  await client.query(
    'update projects set balance = $2, sequence = $3, last_entry_at = $4, next_expiry_at = $5 where id = $1',
    [projectId, CREDITS * LIVE_GRANTS, ALL + SPENT_GRANTS, new Date(since), expires],
  );
  await client.query('commit');
  await client.query('analyze');
}
