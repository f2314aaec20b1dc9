import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openClient } from '../../../src/database/open-client.ts';
import { readTypeId } from '../../../src/graphql/ids/type-id.ts';
import { createApiKey, performCapped } from '../../support/access-operations.ts';
import { darkroom } from '../../support/command.ts';
import { ledgerCheck, revokeGrant, setAllowance, transferCredits } from '../../support/credit-operations.ts';
import { GraphqlClient } from '../../support/graphql-client.ts';
import { cancelAction, grantCredits, performPrompt } from '../../support/operations.ts';
import { startStudio, type Studio } from '../../support/studio.ts';

let studio: Studio;
let client: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
});
afterAll(() => studio.stop());

async function perform(projectId: string, by = client): Promise<string> {
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'A ring' };
  const { performPrompt: result } = await by.send(performPrompt, { input });
  if (result.__typename !== 'PerformedAction') throw new Error(result.__typename);
  return result.action.id;
}

/** A project with a line of every kind but an expiry. Charge 2 stands, and charge 3 is refunded by 4. */
async function projectWithHistory(): Promise<string> {
  const [projectId, other] = [await studio.newProject(client, 100), await studio.newProject(client, 20)];
  await perform(projectId);
  await client.send(cancelAction, { id: await perform(projectId) });
  const grant = { projectId, idempotencyKey: randomUUID(), credits: 30, priority: 60 };
  const { grantCredits: granted } = await client.send(grantCredits, { input: grant });
  if (granted.__typename !== 'GrantedCredits') throw new Error(granted.__typename);
  const revoking = { grantId: granted.grant.id, idempotencyKey: randomUUID(), reason: 'unpaid' };
  await client.send(revokeGrant, { input: revoking });
  for (const [fromProjectId, toProjectId] of [
    [projectId, other],
    [other, projectId],
  ] as const) {
    const input = { fromProjectId, toProjectId, credits: 10, idempotencyKey: randomUUID() };
    await client.send(transferCredits, { input });
  }
  await client.send(setAllowance, { input: { projectId, allowance: { credits: 7, every: 'DAY' } } });
  return projectId;
}

async function problemsOf(projectId: string | null) {
  const { ledgerCheck: check } = await client.send(ledgerCheck, { projectId });
  expect(check.ok).toBe(check.problems.length === 0);
  return check.problems.map(({ code, sequence }) => [code, sequence]);
}

/** Does what only somebody with the rights of a superuser can: no trigger runs. */
async function tamper(projectId: string, statement: string): Promise<void> {
  const database = await openClient(studio.databaseUrl);
  try {
    await database.query('set session_replication_role = replica');
    await database.query(statement.replaceAll('$1', `'${readTypeId('prj', projectId, 'id')}'`));
  } finally {
    await database.end();
  }
}

test('a ledger with lines of every kind is consistent, whole and project by project', async () => {
  const projectId = await projectWithHistory();
  expect(await problemsOf(projectId)).toEqual([]);
  expect(await problemsOf(null)).toEqual([]);
  const { ledgerCheck: check } = await client.send(ledgerCheck, { projectId });
  expect([check.projects, check.transactions]).toEqual([1, 9]);
});

const LINE = 'update credit_transactions set';
test.each([
  ['a balance', 'update projects set balance = balance + 1 where id = $1', ['BALANCE_DRIFT', null]],
  ['the amount of a line', `${LINE} amount = -4 where project_id = $1 and sequence = 2`, ['RUNNING_BALANCE', 2]],
  ['the draws of a line', `${LINE} draw_credits = '{4}' where project_id = $1 and sequence = 2`, ['DRAW_DRIFT', 2]],
  ['a running balance', `${LINE} balance_after = 96 where project_id = $1 and sequence = 2`, ['RUNNING_BALANCE', 2]],
  [
    'the time of a line',
    `${LINE} created_at = '1999-01-01' where project_id = $1 and sequence = 5`,
    ['TIME_BACKWARDS', 5],
  ],
  [
    'a line in the middle',
    'delete from credit_transactions where project_id = $1 and sequence = 2',
    ['SEQUENCE_GAP', 3],
  ],
  [
    'the newest line',
    'delete from credit_transactions where project_id = $1 and sequence = (select max(sequence) from credit_transactions where project_id = $1)',
    ['SEQUENCE_GAP', null],
  ],
  [
    'what remains of a grant',
    'update credit_grants set remaining = remaining - 1 where project_id = $1 and sequence = 1',
    ['GRANT_DRIFT', 1],
  ],
  ['a grant', 'delete from credit_grants where project_id = $1 and sequence = 1', ['GRANT_DRIFT', null]],
  [
    'the count of an hour',
    'update usage set actions_from_00 = actions_from_00 + 1 where project_id = $1',
    ['USAGE_DRIFT', null],
  ],
  ['an hour of a spender', 'delete from usage_by_spender where project_id = $1', ['USAGE_DRIFT', null]],
  ['an hour of the usage', 'delete from usage where project_id = $1', ['USAGE_DRIFT', null]],
  [
    'what a refund refers to',
    `${LINE} refund_of = 2 where project_id = $1 and sequence = 4`,
    ['REFUND_WITHOUT_CHARGE', 4],
  ],
  [
    'the other side of a transfer',
    `${LINE} counterpart_sequence = 1 where project_id = $1 and kind = 'TRANSFER_OUT'`,
    ['TRANSFER_WITHOUT_COUNTERPART', 7],
  ],
  ['an action', 'delete from actions where project_id = $1 and charge_sequence = 2', ['CHARGE_WITHOUT_ACTION', 2]],
  [
    'which line charged an action',
    'update actions set charge_sequence = 99 where project_id = $1 and charge_sequence = 2',
    ['ACTION_WITHOUT_CHARGE', 99],
  ],
  [
    'the price of an action',
    'update actions set credits = 4 where project_id = $1 and charge_sequence = 2',
    ['CHARGE_DRIFT', 2],
  ],
  ['a refund', 'delete from credit_transactions where project_id = $1 and sequence = 4', ['REFUND_MISSING', 3]],
])('a change of %s past the triggers is found', async (_what, statement, problem) => {
  const projectId = await projectWithHistory();
  await tamper(projectId, statement);
  expect(await problemsOf(projectId)).toContainEqual(problem);
});

/** Computes every hash of the project anew, as whoever may write to the table can. */
const HASHES_ANEW = `do $do$ declare chained bytea := decode(repeat('00', 32), 'hex'); line credit_transactions; last int; begin
  for line in select * from credit_transactions where project_id = $1 order by sequence loop
    chained := sha256(chained || line_content(line));
    update credit_transactions set hash = chained where project_id = $1 and sequence = line.sequence;
    last := line.sequence;
  end loop;
  update projects set chain_hash = chained, chain_sequence = last where id = $1;
end $do$`;

test.each([
  ['a running balance', `${LINE} balance_after = 96 where project_id = $1 and sequence = 2`, ['RUNNING_BALANCE', 2]],
  [
    'a huge balance',
    `${LINE} balance_after = ${2n ** 63n - 1n} where project_id = $1 and sequence = 3`,
    ['RUNNING_BALANCE', 3],
  ],
  ['an amount', `${LINE} amount = amount + 1 where project_id = $1 and sequence = 1`, ['RUNNING_BALANCE', 1]],
  ['the draws', `${LINE} draw_credits = '{4}' where project_id = $1 and sequence = 2`, ['DRAW_DRIFT', 2]],
  ['a time', `${LINE} created_at = '1999-01-01' where project_id = $1 and sequence = 5`, ['TIME_BACKWARDS', 5]],
  [
    'the numbers of all lines from one on',
    `${LINE} sequence = sequence + 100 where project_id = $1 and sequence > 3`,
    ['SEQUENCE_GAP', 104],
  ],
])('a change of %s is found although every hash was computed anew', async (_what, statement, problem) => {
  const projectId = await projectWithHistory();
  await tamper(projectId, `${statement}; ${HASHES_ANEW}`);
  const problems = await problemsOf(projectId);
  expect(problems).toContainEqual(problem);
  expect(problems).not.toContainEqual(['CHAIN_BROKEN', expect.any(Number)]);
});

const QUARTERS = ['00', '15', '30', '45'];
const COUNTED = ['actions', 'credits', 'refunded_credits'];

/** Adds to what is counted in one quarter of an hour: a column counts from its quarter to the end of the hour. */
function addTo(counted: string, quarter: number, more: number): string {
  const columns = QUARTERS.slice(0, quarter + 1).map((minute) => `${counted}_from_${minute}`);
  return columns.map((column) => `${column} = ${column} + ${more}`).join(', ');
}

const DERIVED = [
  ...QUARTERS.flatMap((_, quarter) => COUNTED.map((counted) => ['usage', addTo(counted, quarter, 1 + quarter)])),
  ...COUNTED.map((counted, quarter) => ['usage_by_spender', addTo(counted, quarter, 3)]),
  ['usage', addTo('credits', 1, 2 ** 40)],
  ['credit_grants', 'remaining = remaining - least(remaining, 1)'],
] as const;

test('a change of any one number that is derived from the lines is found, however large', async () => {
  const projectId = await projectWithHistory();
  expect(await problemsOf(projectId)).toEqual([]);
  for (const [table = '', change = ''] of DERIVED) {
    await tamper(projectId, `create table kept as select * from ${table}`);
    await tamper(projectId, `update ${table} set ${change} where project_id = $1`);
    const found = await problemsOf(projectId);
    expect([table, change, found.map(([code]) => code)]).toEqual([
      table,
      change,
      expect.arrayContaining([table === 'credit_grants' ? 'GRANT_DRIFT' : 'USAGE_DRIFT']),
    ]);
    await tamper(
      projectId,
      `delete from ${table} where project_id = $1; insert into ${table} select * from kept where project_id = $1; drop table kept`,
    );
  }
  expect(await problemsOf(projectId)).toEqual([]);
});

test.each([
  ['usage', ''],
  ['usage_by_spender', ''],
  ['actions', ''],
  ['credit_grants', ', sequence = sequence + 100'],
])('rows of %s that were given to another project are found in a check of both', async (table, change) => {
  const manager = await studio.client('ADMIN', await studio.newWorkspace());
  const [from, to] = [await studio.newProject(manager, 100), await studio.newProject(manager, 100)];
  await perform(from, manager);
  const projectsWithProblems = async () => {
    const { problems } = (await manager.send(ledgerCheck, { projectId: null })).ledgerCheck;
    return new Set(problems.map(({ projectId }) => projectId));
  };
  expect(await projectsWithProblems()).toEqual(new Set());
  await tamper(
    from,
    `update ${table} set project_id = '${readTypeId('prj', to, 'id')}'${change} where project_id = $1`,
  );
  expect(await projectsWithProblems()).toEqual(new Set([from, to]));
});

test('a change of what was spent under a cap is found, and so is a ledger without its project', async () => {
  const otherClient = await studio.client('ADMIN', await studio.newWorkspace());
  const projectId = await studio.newProject(otherClient, 100);
  const input = { name: 'shop', role: 'EDITOR' as const, creditCap: { credits: 50, per: 'DAY' as const } };
  const { createApiKey: key } = await otherClient.send(createApiKey, { input });
  const capped = new GraphqlClient(studio.url, key.secret);
  await capped.send(performCapped, { input: { projectId, idempotencyKey: 'a', prompt: 'A ring' } });
  await capped.close();
  const check = async () => (await otherClient.send(ledgerCheck, { projectId: null })).ledgerCheck;
  expect(await check()).toMatchObject({ ok: true, projects: 1, transactions: 2 });
  await tamper(projectId, 'update credit_caps set spent = spent - 1');
  expect((await check()).problems).toEqual([
    {
      projectId,
      sequence: null,
      code: 'CAP_DRIFT',
      message: expect.stringMatching(/^4 credits count against the cap of key .*, and by the transactions 5\.$/),
    },
  ]);
  await tamper(projectId, 'update credit_caps set spent = spent + 1; delete from projects where id = $1');
  const { code, json } = await darkroom(['check', '--json'], { DATABASE_URL: studio.databaseUrl });
  expect(code).toBe(1);
  expect(json).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([expect.objectContaining({ projectId, code: 'PROJECT_MISSING', sequence: null })]),
  });
});

test('the command tells a consistent ledger in words and by exit code 0, and refuses what is no project', async () => {
  const projectId = await projectWithHistory();
  const variables = { DATABASE_URL: studio.databaseUrl };
  expect(await darkroom(['check', '--project', projectId], variables)).toMatchObject({
    code: 0,
    lines: ['The ledger is consistent: 9 transactions of 1 project.'],
  });
  const { code, errors } = await darkroom(['check', '--project', 'ring'], variables);
  expect(code).toBe(2);
  expect(errors).toContain("argument 'ring' is invalid. It must be the id of a project, such as prj_01k….");
});

test('during a check a second one is RATE_LIMITED, and a project of another workspace is not found', async () => {
  const database = await openClient(studio.databaseUrl);
  await database.query('select pg_advisory_lock(727001)');
  const response = await client.ask(ledgerCheck, { projectId: null });
  expect(response.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['RATE_LIMITED']);
  await database.end();
  const foreign = await studio.newProject(await studio.client('ADMIN', await studio.newWorkspace()), 5);
  const refused = await client.ask(ledgerCheck, { projectId: foreign });
  expect(refused.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
});
