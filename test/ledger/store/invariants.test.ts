import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ProjectId } from '../../../src/ids.ts';
import { alone, LedgerWorld } from '../../support/ledger-world.ts';
import { DAILY } from '../../support/memory-ledger.ts';

let world: LedgerWorld;
let id: ProjectId;

beforeAll(async () => {
  world = await LedgerWorld.open();
  id = await world.newProject();
  const store = world.store();
  await store.apply([alone(world.grant(id, 100)), alone(world.charge(id, 5))]);
  await store.apply([alone(world.refund(id, 2)), alone(world.charge(id, 5))]);
  world.now += 1;
  await store.apply([alone(world.allowance(id, { ...DAILY, startAt: world.now + 1 }))]);
});
afterAll(() => world.close());

const line = (values: string) => `insert into credit_transactions
  (project_id, sequence, kind, amount, balance_after, grant_id, actor, created_at) values ($1, ${values})`;
const granted = `gen_random_uuid(), 'x', now() + interval '1 year'`;
const keyedLine = (key: string, draws = 'null, null') => `insert into credit_transactions
  (project_id, sequence, kind, amount, balance_after, grant_id, actor, created_at, idempotency_key, request_hash,
   draw_grant_ids, draw_credits)
  values ($1, 5, 'GRANT', 5, 100, ${granted}, ${key}, ${draws})`;

const side = (values: string, kind = 'TRANSFER_OUT') => `insert into credit_transactions
  (project_id, sequence, kind, grant_id, actor, created_at, draw_grant_ids, draw_credits,
   amount, balance_after, counterpart_project_id, counterpart_sequence)
  values ($1, 5, '${kind}', ${granted}, array[gen_random_uuid()], '{5}', ${values})`;

test.each([
  ['change a line', 'update credit_transactions set amount = 7 where project_id = $1'],
  ['remove a line', 'delete from credit_transactions where project_id = $1'],
  ['remove a grant', 'delete from credit_grants where project_id = $1'],
  ['remove a project', 'delete from projects where id = $1'],
  ['leave a gap', line(`9, 'GRANT', 5, 100, ${granted}`)],
  ['add a line that does not add up', line(`5, 'GRANT', 5, 101, ${granted}`)],
  ['date a line before the one that precedes it', line(`5, 'GRANT', 5, 100, gen_random_uuid(), 'x', '1999-01-01'`)],
  ['give a sequence twice', line(`4, 'GRANT', 5, 105, ${granted}`)],
  ['grant a negative amount', line(`5, 'GRANT', -5, 90, ${granted}`)],
  ['charge without an action', line(`5, 'CHARGE', -5, 90, null, 'x', now() + interval '1 year'`)],
  ['grant credits of no grant', line(`5, 'GRANT', 5, 100, null, 'x', now() + interval '1 year'`)],
  ['use a key without the hash of its request', keyedLine(`'k', null`)],
  ['use a key with half a hash', keyedLine(`'k', '\\x00'`)],
  ['use an empty key', keyedLine(`'', sha256('x')`)],
  ['use a key longer than 255 characters', keyedLine(`repeat('k', 256), sha256('x')`)],
  ['draw credits from nowhere', keyedLine(`'k', sha256('x')`, `'{}', '{5}'`)],
  ['set a balance by hand', 'update projects set balance = balance + 1 where id = $1'],
  ['bring a balance below zero', 'update projects set balance = -1 where id = $1'],
  ['move a sequence by hand', 'update projects set sequence = 3 where id = $1'],
  ['draw more than a grant has', 'update credit_grants set remaining = -1 where project_id = $1'],
  ['put more into a grant than came in', 'update credit_grants set remaining = 101 where project_id = $1'],
  ['revoke a grant and leave something of it', 'update credit_grants set revoked_at = now() where project_id = $1'],
  ['say that a grant came from an allowance', 'update credit_grants set allowance_at = now() where project_id = $1'],
  ['give an allowance of nothing', 'update projects set allowance_credits = 0 where id = $1'],
  ['leave half of an allowance', 'update projects set allowance_time_zone = null where id = $1'],
  ['end half of an allowance', 'update projects set allowance_credits = null where id = $1'],
  ['cap what does not roll over', 'update projects set allowance_rollover_cap = 5 where id = $1'],
  ['let an allowance come before its start', "update projects set allowance_next_at = '2020-01-01' where id = $1"],
  ['call a grant spent that is not', 'update credit_grants set spent = true where project_id = $1'],
  ['count usage below zero', 'update usage set credits_from_45 = -1 where project_id = $1'],
  ['count usage of somebody below zero', 'update usage_by_spender set actions_from_45 = -1 where project_id = $1'],
  [
    'count more of somebody in a part of an hour than in all of it',
    'update usage_by_spender set credits_from_15 = 99 where project_id = $1',
  ],
  ['count more in a part of an hour than in all of it', 'update usage set actions_from_15 = 9 where project_id = $1'],
  [
    'give a charge back twice',
    `insert into credit_transactions (project_id, sequence, kind, amount, balance_after, action_id, refund_of, actor, created_at)
     values ($1, 5, 'REFUND', 5, 100, gen_random_uuid(), 2, 'x', now() + interval '1 year')`,
  ],
  ['give credits to another project that do not arrive there', side(`-5, 90, $1, 1`)],
  ['take credits from another project that did not give them', side(`5, 100, gen_random_uuid(), 1`, 'TRANSFER_IN')],
  ['give credits to nobody', side(`-5, 90, null, null`)],
  ['name the other side of a line that has none', side(`5, 100, gen_random_uuid(), 1`, 'GRANT')],
])('the database itself does not let anybody %s', async (_what, statement) => {
  const snapshot = () =>
    world.pool.query(
      `select (select json_agg(t) from credit_transactions t), (select json_agg(g) from credit_grants g),
         (select json_agg(p) from projects p), (select json_agg(u) from usage u),
         (select json_agg(s) from usage_by_spender s)`,
    );
  const before = (await snapshot()).rows;
  await expect(world.pool.query(statement, [id])).rejects.toThrow(
    /violates|refuse|never changed|not that of its newest|does not follow|is not whole/,
  );
  expect((await snapshot()).rows).toEqual(before);
});

test('truncating the ledger is refused', async () => {
  await expect(world.pool.query('truncate credit_transactions')).rejects.toThrow('never changed or removed');
});

test('a revoked grant stays revoked, and credits cannot be added to it', async () => {
  const store = world.store();
  const other = await world.newProject();
  const granting = world.grant(other, 10);
  await store.apply([alone(granting)]);
  await store.apply([alone(world.revoke(other, granting.grantId))]);
  const change = (set: string) => world.pool.query(`update credit_grants set ${set} where id = $1`, [granting.grantId]);
  await expect(change('revoked_at = null, remaining = 10, spent = false')).rejects.toThrow('has been revoked');
  await expect(change('remaining = 10, spent = false')).rejects.toThrow('violates check constraint');
});

test('an instant of an allowance is granted once, and no instant is repeated', async () => {
  const other = await world.newProject();
  world.now += 1;
  await world.store().apply([alone(world.allowance(other, DAILY))]);
  const add = (source: string, at: string) =>
    world.pool.query(
      `insert into credit_grants (project_id, id, source, credits, remaining, spent, priority, sequence, created_at, allowance_at)
       select $1, gen_random_uuid(), '${source}', 5, 5, false, 50, 1, now(), ${at} from projects where id = $1`,
      [other],
    );
  await expect(add('ALLOWANCE', 'allowance_start_at')).rejects.toThrow('credit_grants_one_an_allowance');
  await expect(add('MANUAL', 'allowance_next_at')).rejects.toThrow('violates check constraint');
  const goBack = (set: string) => world.pool.query(`update projects set ${set} where id = $1`, [other]);
  await expect(goBack('allowance_next_at = allowance_start_at')).rejects.toThrow('gives an instant again');
  await goBack("allowance_next_at = allowance_next_at + interval '1 day'");
  await expect(goBack("allowance_next_at = allowance_next_at - interval '1 day'")).rejects.toThrow('goes back');
});

test('the two sides of a transfer have the same amount, and refer to each other', async () => {
  const store = world.store();
  const [one, other] = [await world.newProject(), await world.newProject()];
  await store.apply([alone(world.grant(one, 10)), alone(world.grant(other, 10))]);
  const both = (received: number, place: number) =>
    world.pool.query(
      `insert into credit_transactions (project_id, sequence, kind, amount, balance_after, draw_grant_ids, draw_credits,
         counterpart_project_id, counterpart_sequence, actor, created_at)
       values ($1, 2, 'TRANSFER_OUT', -5, 5, array[gen_random_uuid()], '{5}', $2, 2, 'x', now() + interval '1 year'),
         ($2, 2, 'TRANSFER_IN', $3::int, 10 + $3::int, array[gen_random_uuid()], '{5}', $1, $4, 'x',
           now() + interval '1 year')`,
      [one, other, received, place],
    );
  await expect(both(6, 2)).rejects.toThrow('does not say what its kind asks for');
  await expect(both(5, 1)).rejects.toThrow('does not say what its kind asks for');
  await expect(both(5, 2)).resolves.toMatchObject({ rowCount: 2 });
});
