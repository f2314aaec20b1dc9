import type pg from 'pg';
import { typeIdOrNull } from '../../../src/graphql/ids/type-id.ts';
import { HOUR_MS } from '../../../src/instant.ts';

const CREDITS = 5;
/** The charges of an hour are in its first 15 minutes, so that a single column of the usage table counts them. */
const CHARGES_PER_HOUR = 40;

/**
 * Inserts charges of the last weeks directly into the database, for a project with one grant and one uploaded picture. Each charge
 * has a picture with the bytes of the uploaded one. The grant must exceed the sum of all charges by 500 credits.
 */
export async function insertManyCharges(client: pg.Client, project: string, count: number): Promise<void> {
  const projectId = typeIdOrNull('prj', project);
  const hours = Math.ceil(count / CHARGES_PER_HOUR);
  const since = new Date(Math.floor(Date.now() / HOUR_MS - hours - 1) * HOUR_MS);
  await client.query('begin');
  await client.query('set local session_replication_role = replica'); // disables triggers: the charges are older than their grant, and their hashes are not valid
  await client.query(
    `create temporary table charges on commit drop as
    select number, kind, at, lpad(to_hex((extract(epoch from at) * 1000)::int8), 12, '0') || '7000' || lpad(to_hex(number), 16, '8') as id
    from generate_series(1, $1::int) number,
      lateral (select $2::timestamptz + (number / ${CHARGES_PER_HOUR} * interval '1 hour') + number % ${CHARGES_PER_HOUR} * interval '20 seconds') moment (at),
      lateral (select (array['PROMPT', 'PROMPT_EDIT', 'BACKGROUND', 'EXPAND'])[number % 4 + 1]::action_kind) kinds (kind)`,
    [count, since],
  );
  await client.query(
    `insert into images (project_id, id, content_type, bytes, width, height, content_hash, action_id, created_at)
    select project_id, charges.id::uuid, content_type, bytes, width, height, content_hash, charges.id::uuid, at
    from images, charges where project_id = $1 and content_hash is not null`,
    [projectId],
  );
  await client.query(
    `insert into actions (project_id, id, kind, status, credits, price_version, prompt, aspect_ratio, image_id, charge_sequence, tries,
      engine, created_at, started_at, finished_at)
    select $1, id::uuid, kind, 'SUCCEEDED', ${CREDITS}, 1, 'A silver necklace on marble, soft light, number ' || number, '1:1', id::uuid,
      number + 1, 1, 'builtin', at, at, at
    from charges`,
    [projectId],
  );
  await client.query(
    `insert into credit_transactions (project_id, sequence, kind, amount, balance_after, action_id, action_kind, draw_grant_ids,
      draw_credits, actor, idempotency_key, request_hash, created_at, hash)
    select $1, number + 1, 'CHARGE', -${CREDITS}, granted.credits - ${CREDITS} * number, charges.id::uuid, kind, array[granted.id], array[${CREDITS}],
      'First key', 'charge-' || number, decode(repeat('a1', 32), 'hex'), at,
      decode(repeat('b2', 32), 'hex')
    from charges, (select id, credits from credit_grants where project_id = $1) granted order by number`,
    [projectId],
  );
  await client.query(
    `insert into usage (project_id, hour_at, action_kind, actions_from_00, credits_from_00)
    select $1, date_trunc('hour', at), kind, count(*), count(*) * ${CREDITS} from charges group by 2, 3`,
    [projectId],
  );
  await client.query(`update credit_grants set remaining = credits - $2 where project_id = $1`, [
    projectId,
    CREDITS * count,
  ]);
  await client.query(`update projects set balance = balance - $2, sequence = $3 where id = $1`, [
    projectId,
    CREDITS * count,
    count + 1,
  ]);
  await client.query('commit');
  await client.query('analyze');
}
