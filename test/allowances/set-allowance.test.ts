import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openClient } from '../../src/database/open-client.ts';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import { auditLog } from '../support/access-operations.ts';
import { setAllowance } from '../support/credit-operations.ts';
import type { AllowanceInput } from '../support/generated/graphql.ts';
import { type GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { archiveProject, balanceChanged, ledgerOf } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { DAY_MS } from '../../src/instant.ts';

let studio: Studio;
let client: GraphqlClient;
/** How far the clock of the server is ahead. */
let aheadMs = 0;

beforeAll(async () => {
  studio = await startStudio({ workers: 1, clock: () => Date.now() + aheadMs });
  client = await studio.client();
});
afterAll(() => studio.stop());

async function set(projectId: string, allowance: AllowanceInput | null) {
  return (await client.send(setAllowance, { input: { projectId, allowance } })).setAllowance;
}

test('credits come in at their instant where nobody watches or reads, and who comes later sees them', async () => {
  const projectId = await studio.newProject(client, 0);
  const startAt = new Date(Date.now() + 500).toISOString();
  expect(await set(projectId, { credits: 5, every: 'MONTH', startAt })).toMatchObject({ balance: 0 });
  const database = await openClient(studio.databaseUrl); // the API would settle what it reads
  const lines = 'select created_at, actor from credit_transactions where project_id = $1';
  const written = () => database.query(lines, [readTypeId('prj', projectId, 'projectId')]);
  const line = await until(async () => (await written()).rows[0] ?? null);
  await database.end();
  expect(line).toEqual({ created_at: new Date(startAt), actor: 'system' });
  const watched = client.watch(balanceChanged, { projectId });
  expect((await nextOf(watched)).balanceChanged).toMatchObject({ balance: 5 });
  await watched.return?.();
  const { project } = await client.send(ledgerOf, { id: projectId });
  expect([project?.balance, project?.sequence]).toEqual([5, 1]);
});

test('an allowance grants credits at once and at its instants, shows the next one, and is recorded in the audit log', async () => {
  const projectId = await studio.newProject(client, 0);
  const first = await set(projectId, { credits: 50, every: 'DAY' });
  expect(first).toMatchObject({
    balance: 50,
    allowance: { credits: 50, every: 'DAY', rollover: false, rolloverCap: null, timeZone: 'UTC' },
  });
  expect(first.allowance?.lastGrant).toEqual({ credits: 50, remaining: 50 });
  const later = { credits: 50, every: 'DAY' as const, startAt: new Date(Date.now() + aheadMs + DAY_MS).toISOString() };
  const waiting = await set(await studio.newProject(client, 0), later);
  expect(waiting.allowance?.lastGrant).toBeNull();
  const { startAt, nextAt } = first.allowance ?? {};
  expect(Date.parse(String(nextAt)) - Date.parse(String(startAt))).toBe(DAY_MS);
  const again = await set(projectId, { credits: 50, every: 'DAY' });
  expect(again).toEqual(first);
  aheadMs += 2 * DAY_MS;
  const { project } = await client.send(ledgerOf, { id: projectId });
  expect([project?.balance, project?.sequence]).toEqual([50, 5]);
  expect(await set(projectId, null)).toEqual({ balance: 50, allowance: null });
  expect(await set(projectId, null)).toEqual({ balance: 50, allowance: null });
  const { auditLog: log } = await client.send(auditLog, { first: 5 });
  expect(log.nodes.filter(({ subjectId }) => subjectId === projectId).map(({ act }) => act)).toEqual([
    'ALLOWANCE_ENDED',
    'ALLOWANCE_SET',
  ]);
});

test('credits are granted at their instant, and watchers are notified', async () => {
  const projectId = await studio.newProject(client, 0);
  const watched = client.watch(balanceChanged, { projectId });
  await nextOf(watched);
  const startAt = new Date(Date.now() + aheadMs + 1_200).toISOString();
  await set(projectId, { credits: 5, every: 'MONTH', startAt });
  expect((await nextOf(watched)).balanceChanged).toMatchObject({
    balance: 5,
    transaction: { kind: 'GRANT', amount: 5 },
  });
  await watched.return?.();
});

test('invalid input is refused with its field, and nothing is written', async () => {
  const projectId = await studio.newProject(client, 0);
  const daily = { credits: 5, every: 'DAY' } as const;
  const wrong = (allowance: AllowanceInput) => set(projectId, allowance);
  await expect(wrong({ ...daily, credits: 0 })).rejects.toThrow('allowance.credits must be a whole number of credits');
  await expect(wrong({ ...daily, rolloverCap: 3 })).rejects.toThrow('allowance.rolloverCap must be omitted');
  await expect(wrong({ ...daily, timeZone: 'Moon/Apollo' })).rejects.toThrow('allowance.timeZone must be a time zone');
  await expect(wrong({ ...daily, startAt: '2020-01-01T00:00:00Z' })).rejects.toThrow('must not be in the past');
  await expect(wrong({ ...daily, startAt: '2999-01-01T00:00:00Z' })).rejects.toThrow('within 10 years');
  await expect(client.send(setAllowance, { input: { projectId } as never })).rejects.toThrow('null ends the allowance');
  const editor = await studio.client('EDITOR');
  await expect(editor.send(setAllowance, { input: { projectId, allowance: daily } })).rejects.toThrow('ADMIN');
  await client.send(archiveProject, { id: projectId });
  await expect(wrong(daily)).rejects.toThrow('must not be an archived project');
  expect((await client.send(ledgerOf, { id: projectId })).project?.sequence).toBe(0);
});
