import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { EngineRejectedError } from '../../src/engines/engine.ts';
import { auditLog } from '../support/access-operations.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { refundAction } from '../support/credit-operations.ts';
import { action, archiveProject, cancelAction, ledgerOf, performPrompt } from '../support/operations.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { watchActions } from '../support/watch-actions.ts';

let engine: ScriptedEngine;
let studio: Studio;
let client: GraphqlClient;
let projectId: string;

beforeEach(async () => {
  engine = new ScriptedEngine();
  studio = await startStudio({ engine, workers: 1 });
  client = await studio.client();
  projectId = await studio.newProject(client, 100);
});
afterEach(() => studio.stop());

async function prompt(): Promise<string> {
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
  const { performPrompt: result } = await client.send(performPrompt, { input });
  if (result.__typename !== 'PerformedAction') throw new Error(`refused: ${result.__typename}`);
  return result.action.id;
}

async function refund(actionId: string, rest: { idempotencyKey?: string; reason?: string } = {}) {
  const input = { actionId, idempotencyKey: randomUUID(), reason: 'The ring is bent.', ...rest };
  return (await client.send(refundAction, { input })).refundAction;
}

function becomes(id: string, status: string) {
  return until(async () => {
    const found = (await client.send(action, { id })).action;
    return found?.status === status ? found : null;
  });
}

async function ledger() {
  const { project } = await client.send(ledgerOf, { id: projectId, first: 50 });
  return { balance: project?.balance, kinds: project?.transactions.nodes.map(({ kind }) => kind) };
}

test('an action that succeeded is refunded once and whole, keeps its picture, and the reason is kept', async () => {
  const id = await prompt();
  await becomes(id, 'SUCCEEDED');
  expect(await refund(id)).toMatchObject({
    __typename: 'RefundedAction',
    replayed: false,
    action: { id, status: 'SUCCEEDED', image: { id: expect.stringContaining('img_') } },
    transaction: { kind: 'REFUND', amount: 5, balanceAfter: 100, actor: 'admin key', note: 'The ring is bent.' },
    project: { balance: 100 },
  });
  expect(await becomes(id, 'SUCCEEDED')).toMatchObject({ refund: { amount: 5, note: 'The ring is bent.' } });
  const { nodes } = (await client.send(auditLog, { first: 1 })).auditLog;
  expect(nodes).toMatchObject([{ act: 'ACTION_REFUNDED', subjectId: id }]);
});

test('a second refund answers with the first; the same key is replayed, and with another reason a conflict', async () => {
  const id = await prompt();
  await becomes(id, 'SUCCEEDED');
  const first = await refund(id, { idempotencyKey: 'k' });
  const line = first.__typename === 'RefundedAction' ? first.transaction : null;
  expect(await refund(id)).toMatchObject({ __typename: 'AlreadyRefundedError', refund: { id: line?.id } });
  expect(await refund(id, { idempotencyKey: 'k' })).toMatchObject({ replayed: true, transaction: { id: line?.id } });
  expect(await refund(id, { idempotencyKey: 'k', reason: 'another' })).toMatchObject({
    __typename: 'IdempotencyConflictError',
    idempotencyKey: 'k',
  });
  expect(await ledger()).toEqual({ balance: 100, kinds: ['REFUND', 'CHARGE', 'GRANT'] });
});

test('an action that failed, or was canceled, has been refunded already', async () => {
  engine.next({ type: 'error', error: new EngineRejectedError('no product') });
  const failed = await prompt();
  await becomes(failed, 'FAILED');
  expect(await refund(failed)).toMatchObject({
    __typename: 'AlreadyRefundedError',
    refund: { note: 'The engine refused the request.' },
  });
});

test('a queued action that is refunded is canceled, and never runs', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  engine.next({ type: 'wait', until: promise });
  const busy = await prompt();
  await until(() => engine.calls.length === 1);
  const queued = await prompt();
  expect(await refund(queued)).toMatchObject({ action: { status: 'CANCELED', finishedAt: expect.any(String) } });
  expect((await client.send(cancelAction, { id: queued })).cancelAction).toMatchObject({ status: 'CANCELED' });
  resolve();
  await becomes(busy, 'SUCCEEDED');
  expect(engine.calls).toHaveLength(1);
  expect(await ledger()).toMatchObject({ balance: 95 });
});

test('a running action that is refunded is canceled, which is told live, and its picture is not kept', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { seen, stop } = await watchActions(client, projectId, prompt);
  await becomes(await prompt(), 'SUCCEEDED');
  engine.next({ type: 'wait', until: promise });
  const id = await prompt();
  await becomes(id, 'RUNNING');
  expect(await refund(id, { idempotencyKey: 'k' })).toMatchObject({ action: { status: 'CANCELED', image: null } });
  expect(await refund(id, { idempotencyKey: 'k' })).toMatchObject({ replayed: true });
  resolve();
  await becomes(await prompt(), 'SUCCEEDED'); // the worker has come to the end of the one before
  expect((await client.send(action, { id })).action).toMatchObject({ status: 'CANCELED', image: null });
  expect(seen.filter((change) => change.id === id).map(({ status }) => status)).toEqual([
    'QUEUED',
    'RUNNING',
    'CANCELED',
    'CANCELED', // of the replay: whoever repeats a call may be the first to learn of its outcome
  ]);
  await stop();
});

test.each([
  ['fails', { type: 'error' as const, error: new EngineRejectedError('no product') }],
  ['succeeds', { type: 'picture' as const }],
])(
  '200 refunds at once of an action that %s at the same time: exactly one line, and one ending',
  async (_what, end) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    engine.next({ type: 'wait', until: promise });
    const before = await prompt();
    await becomes(before, 'RUNNING');
    engine.next(end);
    const id = await prompt();
    resolve(); // the next one begins, and ends, while the refunds arrive
    const results = await Promise.all(Array.from({ length: 200 }, () => refund(id)));
    const refunded = results.filter(({ __typename }) => __typename === 'RefundedAction');
    const found = await until(async () => {
      const now = (await client.send(action, { id })).action;
      return now && !['QUEUED', 'RUNNING'].includes(now.status) ? now : null;
    });
    expect(refunded.length + (found.status === 'FAILED' ? 1 : 0)).toBe(1);
    expect(results.length - refunded.length).toBe(
      results.filter(({ __typename }) => __typename === 'AlreadyRefundedError').length,
    );
    expect(found.image === null).toBe(found.status !== 'SUCCEEDED');
    const { balance, kinds } = await ledger();
    expect(balance).toBe(95);
    expect(kinds?.filter((kind) => kind === 'REFUND')).toHaveLength(1);
  },
);

test('an archived project is refunded too; bad input and others than admins are told so, and nothing is written', async () => {
  const id = await prompt();
  await becomes(id, 'SUCCEEDED');
  const editor = await studio.client('EDITOR');
  const input = { actionId: id, idempotencyKey: 'k', reason: 'x' };
  expect((await editor.ask(refundAction, { input })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const bad = await client.ask(refundAction, { input: { ...input, idempotencyKey: '', reason: '' } });
  expect(bad.errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT', problems: [{ field: 'idempotencyKey' }, { field: 'reason' }] } },
  ]);
  expect(await ledger()).toMatchObject({ balance: 95 });
  await client.send(archiveProject, { id: projectId });
  expect(await refund(id)).toMatchObject({ project: { balance: 100 } });
});
