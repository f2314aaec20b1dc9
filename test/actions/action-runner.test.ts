import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { TRIES_MAX } from '../../src/actions/action-runner.ts';
import { whyNoEdit } from '../../src/engines/builtin/edit-words.ts';
import {
  EngineBusyError,
  EngineMisconfiguredError,
  EngineRejectedError,
  EngineUnavailableError,
} from '../../src/engines/engine.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  action,
  cancelAction,
  ledgerOf,
  performBackground,
  performPrompt,
  performPromptEdit,
} from '../support/operations.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { watchActions } from '../support/watch-actions.ts';

let engine: ScriptedEngine;
let studio: Studio;
let client: GraphqlClient;

beforeEach(async () => {
  engine = new ScriptedEngine();
  studio = await startStudio({ engine, workers: 1 });
  client = await studio.client();
});
afterEach(() => studio.stop());

async function prompt(projectId: string): Promise<string> {
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
  const { performPrompt: result } = await client.send(performPrompt, { input });
  if (result.__typename !== 'PerformedAction') throw new Error(`refused: ${result.__typename}`);
  return result.action.id;
}

async function read(id: string) {
  const { action: found } = await client.send(action, { id });
  if (!found) throw new Error('the action is not there');
  return found;
}

function ended(id: string) {
  return until(async () => {
    const found = await read(id);
    return ['SUCCEEDED', 'FAILED', 'CANCELED'].includes(found.status) ? found : null;
  });
}

/** The queue waits some seconds before it tries again; a test need not. */
async function hurry(): Promise<void> {
  await studio.app.database.pool.query(
    `with hurried as (
      update graphile_worker._private_jobs set run_at = now()
      where locked_at is null and attempts > 0 and run_at > now() returning id
    )
    select pg_notify('jobs:insert', json_build_object('r', id, 'count', 1)::text) from hurried`,
  );
}

test('an accepted action is performed: its picture is there, and the subscription has told each step', async () => {
  const projectId = await studio.newProject(client, 100);
  const { seen, stop } = await watchActions(client, projectId, () => prompt(projectId));
  const id = await prompt(projectId);
  const statuses = () => seen.filter((change) => change.id === id).map(({ status }) => status);
  await until(() => statuses().includes('SUCCEEDED'));
  expect(statuses()).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED']);
  expect(await read(id)).toMatchObject({
    status: 'SUCCEEDED',
    image: { width: 8, contentType: 'image/webp' },
    refund: null,
  });
  await stop();
});

test('an edit keeps the background that its picture has, and is refused where it repeats the words of earlier steps', async () => {
  Object.assign(engine, { whyNoEdit });
  const edit = jest.spyOn(engine, 'edit');
  const projectId = await studio.newProject(client, 100);
  const { image } = await ended(await prompt(projectId));
  const moving = { projectId, idempotencyKey: 'move', imageId: image?.id ?? '', background: 'a beach' };
  const { performBackground: moved } = await client.send(performBackground, { input: moving });
  if (moved.__typename !== 'PerformedAction') throw new Error(`refused: ${moved.__typename}`);
  await ended(moved.action.id);
  const refine = async (words: string, background: string) => {
    const input = { projectId, idempotencyKey: randomUUID(), actionId: moved.action.id, prompt: words, background };
    const { performPromptEdit: result } = await client.send(performPromptEdit, { input });
    if (result.__typename === 'PerformedAction') await ended(result.action.id);
    return result.__typename;
  };
  expect(await refine('a ring', 'a beach')).toBe('NoChangeError');
  expect(await refine('a unicorn', 'a beach')).toBe('NoChangeError');
  expect(await refine('darker', 'a beach')).toBe('PerformedAction');
  expect(await refine('a ring', 'a forest')).toBe('PerformedAction');
  expect(edit.mock.calls.map(([request]) => request)).toMatchObject([{ background: null }, { background: 'a forest' }]);
});

test('whatever an engine says when it rejects, the action ends', async () => {
  engine.next({ type: 'error', error: new EngineRejectedError(`no\0 \ud83d ${'x'.repeat(7_000)}`) });
  const failed = await ended(await prompt(await studio.newProject(client, 100)));
  const message = `no\ufffd \ufffd ${'x'.repeat(994)}`;
  expect(failed).toMatchObject({
    status: 'FAILED',
    failure: { message },
    refund: { note: 'The engine refused the request.' },
  });
});

test('a request that the engine rejects fails at once, and its charge is refunded', async () => {
  engine.next({ type: 'error', error: new EngineRejectedError('The picture shows no product.') });
  const projectId = await studio.newProject(client, 100);
  const failed = await ended(await prompt(projectId));
  expect(failed).toMatchObject({
    status: 'FAILED',
    image: null,
    failure: { code: 'ENGINE_REJECTED', message: 'The picture shows no product.' },
    refund: { amount: 5, note: 'The engine refused the request.', actor: 'system' },
  });
  expect(engine.calls).toHaveLength(1);
  const { project } = await client.send(ledgerOf, { id: projectId });
  expect(project).toMatchObject({
    balance: 100,
    transactions: { nodes: [{ kind: 'REFUND' }, { kind: 'CHARGE' }, {}] },
  });
});

test('an unavailable engine is retried, and the action succeeds', async () => {
  const error = new EngineUnavailableError('connection refused');
  engine.next({ type: 'error', error }, { type: 'error', error });
  const projectId = await studio.newProject(client, 100);
  const id = await prompt(projectId);
  const found = await until(async () => {
    await hurry();
    const now = await read(id);
    return now.status === 'SUCCEEDED' ? now : null;
  });
  expect(found.refund).toBeNull();
  expect(engine.calls).toHaveLength(3);
});

test('an action whose engine is busy waits for the requested delay, counts no try, and then succeeds', async () => {
  engine.next({ type: 'error', error: new EngineBusyError('slow down', 3_600_000) });
  const { pool } = studio.app.database;
  const id = await prompt(await studio.newProject(client, 100));
  const job = `from graphile_worker._private_jobs where attempts = 0 and locked_at is null
    and run_at > now() + interval '50 minutes'`;
  await until(async () => (await pool.query(`select 1 ${job}`)).rowCount === 1);
  expect(await read(id)).toMatchObject({ status: 'QUEUED' });
  expect((await pool.query('select tries from actions')).rows).toEqual([{ tries: 0 }]);
  await pool.query(`update graphile_worker._private_jobs set run_at = now() where id = (select id ${job})`);
  expect(await ended(id)).toMatchObject({ status: 'SUCCEEDED', refund: null });
  expect(engine.calls).toHaveLength(2);
});

test('a misconfigured engine is called once: the action is refunded, and the reason is logged', async () => {
  engine.next({
    type: 'error',
    error: new EngineMisconfiguredError('api.example.com answered 401', 'Check EXAMPLE_KEY.'),
  });
  const failed = await ended(await prompt(await studio.newProject(client, 100)));
  expect(failed).toMatchObject({
    failure: { code: 'ENGINE_UNAVAILABLE', message: 'The engine is not set up. Tell whoever runs this server.' },
    refund: { amount: 5 },
  });
  expect(engine.calls).toHaveLength(1);
  expect(studio.logged.some((line) => line.includes('answered 401') && line.includes('"level":50'))).toBe(true);
});

test('after the last failed try the action has failed, and its charge is refunded once', async () => {
  const error = new EngineUnavailableError('connection refused');
  engine.next(...Array.from({ length: TRIES_MAX }, () => ({ type: 'error' as const, error })));
  const projectId = await studio.newProject(client, 100);
  const id = await prompt(projectId);
  const failed = await until(async () => {
    await hurry();
    const now = await read(id);
    return now.status === 'FAILED' ? now : null;
  });
  expect(failed).toMatchObject({ failure: { code: 'ENGINE_UNAVAILABLE' }, refund: { amount: 5 } });
  expect(engine.calls).toHaveLength(TRIES_MAX);
  expect((await client.send(ledgerOf, { id: projectId })).project?.balance).toBe(100);
});

test('a queued action can be canceled: it is refunded and never runs', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  engine.next({ type: 'wait', until: promise });
  const projectId = await studio.newProject(client, 100);
  const busy = await prompt(projectId);
  await until(() => engine.calls.length === 1);
  const queued = await prompt(projectId);
  const { cancelAction: canceled } = await client.send(cancelAction, { id: queued });
  expect(canceled).toMatchObject({
    __typename: 'CanceledAction',
    action: { status: 'CANCELED' },
    refund: { kind: 'REFUND', amount: 5, actor: 'admin key' },
  });
  resolve();
  await ended(busy);
  await until(async () => {
    const { rows } = await studio.app.database.pool.query('select from graphile_worker._private_jobs');
    return rows.length === 0;
  });
  expect(engine.calls).toHaveLength(1);
  expect((await client.send(ledgerOf, { id: projectId })).project?.balance).toBe(95);
});

test('an action that runs, or has ended, cannot be canceled, and nothing is refunded', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  engine.next({ type: 'wait', until: promise });
  const projectId = await studio.newProject(client, 100);
  const id = await prompt(projectId);
  await until(() => engine.calls.length === 1);
  expect((await client.send(cancelAction, { id })).cancelAction).toMatchObject({
    __typename: 'ActionNotCancelableError',
    status: 'RUNNING',
  });
  resolve();
  await ended(id);
  expect((await client.send(cancelAction, { id })).cancelAction).toMatchObject({ status: 'SUCCEEDED' });
  expect((await client.send(ledgerOf, { id: projectId })).project?.balance).toBe(95);
});

test('a hundred concurrent cancellations refund the charge once', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  engine.next({ type: 'wait', until: promise });
  const projectId = await studio.newProject(client, 100);
  await prompt(projectId);
  await until(() => engine.calls.length === 1);
  const id = await prompt(projectId);
  const results = await Promise.all(Array.from({ length: 100 }, () => client.send(cancelAction, { id })));
  expect(results.filter((result) => result.cancelAction.__typename === 'CanceledAction')).toHaveLength(1);
  expect((await client.send(ledgerOf, { id: projectId })).project?.balance).toBe(95);
  resolve();
});

test('a process that stops hands its running action back, and the next one performs it', async () => {
  const never = new Promise<void>(() => undefined);
  engine.next({ type: 'wait', until: never });
  const working = await startStudio({
    databaseUrl: studio.databaseUrl,
    dataFolder: studio.dataFolder,
    engine,
    workers: 0,
  });
  const projectId = await studio.newProject(client, 100);
  const id = await prompt(projectId);
  await until(() => engine.calls.length === 1);
  const { workspaceId } = await working.app.database.prisma.project.findFirstOrThrow();
  const there = await working.client('VIEWER', workspaceId as never); // an id comes out as it went in
  const stopping = studio.stop();
  await until(async () => (await there.send(action, { id })).action?.status === 'QUEUED');
  const row = await working.app.database.prisma.action.findFirstOrThrow();
  expect(row).toMatchObject({ tries: 0, startedAt: null });
  await working.stop();
  await stopping;
  studio = await startStudio({ workers: 0 });
});

test('an action whose job was started 25 times and never ended is refunded, not queued for ever', async () => {
  const idle = await startStudio({ workers: 0 });
  const admin = await idle.client();
  const projectId = await idle.newProject(admin, 100);
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
  const { performPrompt: result } = await admin.send(performPrompt, { input });
  if (result.__typename !== 'PerformedAction') throw new Error(`refused: ${result.__typename}`);
  await idle.app.database.pool.query('update graphile_worker._private_jobs set attempts = max_attempts');
  const { databaseUrl, dataFolder } = idle;
  const working = await startStudio({ databaseUrl, dataFolder, engine, workers: 1 });
  const found = await until(async () => {
    const now = (await admin.send(action, { id: result.action.id })).action;
    return now?.status === 'FAILED' ? now : null;
  });
  expect(found).toMatchObject({ failure: { code: 'ENGINE_UNAVAILABLE' }, refund: { amount: 5, actor: 'system' } });
  await until(async () => {
    const { rows } = await idle.app.database.pool.query('select from graphile_worker._private_jobs');
    return rows.length === 0;
  });
  expect((await admin.send(ledgerOf, { id: projectId })).project?.balance).toBe(100);
  await working.stop();
  await idle.stop();
});
