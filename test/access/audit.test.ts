import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { auditLog, createApiKey, revokeApiKey } from '../support/access-operations.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { archiveProject, grantCredits } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

let studio: Studio;
let admin: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
});
beforeEach(async () => {
  admin = await studio.client('ADMIN', await studio.newWorkspace());
});
afterAll(() => studio.stop());

async function acts(first = 50, after: string | null = null) {
  return (await admin.send(auditLog, { first, after })).auditLog;
}

test('every administrative operation writes an audit entry: who, when, to what, and what has changed', async () => {
  const projectId = await studio.newProject(admin, 0);
  const grant = { projectId, idempotencyKey: 'g', credits: 70, note: 'for spring' };
  const granted = (await admin.send(grantCredits, { input: grant })).grantCredits;
  const input = { name: 'shop', role: 'EDITOR' as const, creditCap: { credits: 50, per: 'DAY' as const } };
  const { createApiKey: made } = await admin.send(createApiKey, { input });
  await admin.send(revokeApiKey, { id: made.apiKey.id });
  await admin.send(archiveProject, { id: projectId });

  const { nodes } = await acts();
  expect(nodes.map(({ act, actor, subjectId }) => [act, actor, subjectId])).toEqual([
    ['PROJECT_ARCHIVED', 'admin key', projectId],
    ['API_KEY_REVOKED', 'admin key', made.apiKey.id],
    ['API_KEY_CREATED', 'admin key', made.apiKey.id],
    ['CREDITS_GRANTED', 'admin key', granted.__typename === 'GrantedCredits' ? granted.grant.id : ''],
  ]);
  expect(nodes.map(({ project }) => project?.id ?? null)).toEqual([projectId, null, null, projectId]);
  expect(nodes[2]?.changes).toEqual([
    { field: 'name', before: null, after: 'shop' },
    { field: 'role', before: null, after: 'EDITOR' },
    { field: 'creditCap', before: null, after: '50 DAY' },
  ]);
  expect(nodes[3]?.changes).toContainEqual({ field: 'credits', before: null, after: '70' });
  expect(JSON.stringify(nodes)).not.toContain(made.secret.slice(12));
});

test('a repeated operation writes one audit entry, and a refused one none', async () => {
  const projectId = await studio.newProject(admin, 0);
  const input = { projectId, idempotencyKey: 'once', credits: 5 };
  await admin.send(grantCredits, { input });
  await admin.send(grantCredits, { input });
  await admin.send(grantCredits, { input: { ...input, idempotencyKey: 'too much', credits: 1_000_000_000 } });
  await admin.ask(grantCredits, { input: { ...input, credits: 6 } });
  await admin.send(archiveProject, { id: projectId });
  await admin.send(archiveProject, { id: projectId });
  await admin.ask(grantCredits, { input: { ...input, idempotencyKey: 'late' } });
  expect((await acts()).nodes.map(({ act }) => act)).toEqual([
    'PROJECT_ARCHIVED',
    'CREDITS_GRANTED',
    'CREDITS_GRANTED',
  ]);
});

test('is read in pages, by ADMIN only, and only of its own workspace', async () => {
  const projectId = await studio.newProject(admin, 0);
  for (const each of [1, 2, 3]) {
    await admin.send(grantCredits, { input: { projectId, idempotencyKey: `g${each}`, credits: each } });
  }
  const first = await acts(2);
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = await acts(2, first.pageInfo.endCursor ?? null);
  expect(second.pageInfo.hasNextPage).toBe(false);
  expect([...first.nodes, ...second.nodes].map(({ changes }) => changes[0]?.after)).toEqual(['3', '2', '1']);

  const other = await studio.client('ADMIN', await studio.newWorkspace());
  expect((await other.send(auditLog, {})).auditLog.nodes).toEqual([]);
});

test('an audit entry cannot be changed or removed, not even in the database', async () => {
  await studio.newProject(admin, 5);
  const { pool } = studio.app.database;
  await expect(pool.query(`update audit_entries set actor = 'nobody'`)).rejects.toThrow(/never changed or removed/);
  await expect(pool.query('delete from audit_entries')).rejects.toThrow(/never changed or removed/);
  await expect(pool.query('truncate audit_entries')).rejects.toThrow(/never changed or removed/);
});
