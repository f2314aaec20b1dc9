import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { EngineRejectedError } from '../../src/engines/engine.ts';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import { DAY_MS } from '../../src/instant.ts';
import { auditLog } from '../support/access-operations.ts';
import { setAllowance } from '../support/credit-operations.ts';
import { graphql } from '../support/generated/index.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  action,
  archiveProject,
  grantCredits,
  ledgerOf,
  performBackground,
  performPrompt,
} from '../support/operations.ts';
import { photograph } from '../support/photograph.ts';
import { deleteImage, eraseProject, restoreProject } from '../support/picture-operations.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { addressesOf, openUpload, uploadPicture } from '../support/upload-picture.ts';
import { createWebhookEndpoint } from '../support/webhook-operations.ts';

const ledgerCheck = graphql(`
  query LedgerHolds($id: ID!) {
    ledgerCheck(projectId: $id) {
      ok
      problems {
        code
        message
      }
    }
  }
`);
const rename = graphql(`
  mutation Rename($input: UpdateProjectInput!) {
    updateProject(input: $input) {
      name
    }
  }
`);

const RUNS = Number(process.env.ERASURE_RUNS ?? 4);

const engine = new ScriptedEngine();
let studio: Studio;
let admin: GraphqlClient;
let aheadMs = 0;
let projectId: string;

beforeAll(async () => {
  studio = await startStudio({ engine, workers: 1, clock: () => Date.now() + aheadMs });
  admin = await studio.client();
  const url = 'https://receiver.invalid/';
  await admin.send(createWebhookEndpoint, { input: { url, events: ['ACTION_FAILED', 'ACTION_SUCCEEDED'] } });
});
beforeEach(async () => {
  projectId = await studio.newProject(admin, 100);
});
afterAll(() => studio.stop());

async function photo(seed: number): Promise<Uint8Array> {
  return (await photograph({ width: 40, height: 30, seed, format: 'png' })).bytes;
}

async function prompt(words = 'a ring', id = projectId): Promise<string> {
  const input = { projectId: id, idempotencyKey: randomUUID(), prompt: words };
  const { performPrompt: result } = await admin.send(performPrompt, { input });
  if (result.__typename !== 'PerformedAction') throw new Error(`refused: ${result.__typename}`);
  return result.action.id;
}

async function background(imageId: string): Promise<string> {
  const input = { projectId, idempotencyKey: randomUUID(), imageId, background: 'a beach' };
  const { performBackground: result } = await admin.send(performBackground, { input });
  if (result.__typename !== 'PerformedAction') throw new Error(`refused: ${result.__typename}`);
  return result.action.id;
}

function becomes(id: string, ...wanted: string[]) {
  return until(async () => {
    const { action: found } = await admin.send(action, { id });
    return found && wanted.includes(found.status) ? found : null;
  });
}

/** Lets the engine's next call wait. */
function hold(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  engine.next({ type: 'wait', until: promise });
  return resolve;
}

async function actsOn(id: string): Promise<string[]> {
  const { auditLog: log } = await admin.send(auditLog, { first: 20 });
  return log.nodes.filter(({ subjectId }) => subjectId === id).map(({ act }) => act);
}

async function statuses(urls: readonly string[]): Promise<number[]> {
  return Promise.all(urls.map(async (url) => (await fetch(url)).status));
}

async function expectExact(id: string): Promise<void> {
  expect((await admin.send(ledgerCheck, { id })).ledgerCheck).toEqual({ ok: true, problems: [] });
}

/** The tables that contain a text in any column. */
async function tablesWith(text: string): Promise<string[]> {
  const { pool } = studio.app.database;
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  );
  const found = await Promise.all(
    rows.map(async ({ name }) => {
      const { rowCount } = await pool.query(`select from ${name} t where t::text ilike $1 limit 1`, [`%${text}%`]);
      return rowCount === 1 ? name : null;
    }),
  );
  return found.filter((name) => name !== null);
}

describe('deleting an image', () => {
  test('takes its file and its copies at once; its action, the charge and an audit entry stay', async () => {
    const made = await becomes(await prompt(), 'SUCCEEDED');
    const id = made.image?.id ?? '';
    const upload = await uploadPicture(admin, projectId, await photo(1));
    const urls = [...(await addressesOf(admin, id, [4])), ...(await addressesOf(admin, upload, [20]))];
    expect(await statuses(urls)).toEqual([200, 200, 200, 200]);
    expect(await admin.send(deleteImage, { id })).toEqual({ deleteImage: id });
    await admin.send(deleteImage, { id: upload });
    expect(await statuses(urls)).toEqual([404, 404, 404, 404]);
    expect((await admin.send(action, { id: made.id })).action).toMatchObject({
      status: 'SUCCEEDED',
      image: null,
      refund: null,
    });
    expect(await actsOn(id)).toEqual(['IMAGE_DELETED']);
    expect(await admin.codeOf(deleteImage, { id })).toBe('NOT_FOUND');
    await expectExact(projectId);
  });

  test('keeps the file for an image of another project with the same content', async () => {
    const bytes = await photo(2);
    const id = await uploadPicture(admin, projectId, bytes);
    const other = await uploadPicture(admin, await studio.newProject(admin, 0), bytes);
    const urls = await addressesOf(admin, other, [20]);
    await admin.send(deleteImage, { id });
    expect(await statuses(urls)).toEqual([200, 200]);
    await admin.send(deleteImage, { id: other });
    expect(await statuses(urls)).toEqual([404, 404]);
  });

  test('fails and refunds a queued action that starts from it; pictures that were made of it stay', async () => {
    const id = await uploadPicture(admin, projectId, await photo(3));
    const made = await becomes(await background(id), 'SUCCEEDED');
    const release = hold();
    await becomes(await prompt(), 'RUNNING');
    const queued = await background(id);
    await admin.send(deleteImage, { id });
    release();
    expect(await becomes(queued, 'FAILED')).toMatchObject({
      failure: { code: 'ENGINE_REJECTED', message: 'The picture that the action starts from was deleted.' },
      refund: { amount: 3 },
    });
    const { image } = await becomes(made.id, 'SUCCEEDED');
    expect(await statuses([image?.url ?? ''])).toEqual([200]);
    await expectExact(projectId);
  });

  test('ends an upload that is under way', async () => {
    const bytes = await photo(4);
    const { imageId, url } = await openUpload(admin, projectId, bytes.length);
    await admin.send(deleteImage, { id: imageId });
    const sent = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: Buffer.from(bytes),
    });
    expect(sent.status).toBe(404);
  });
});

describe('restoring a project', () => {
  test('lets it perform again, and grants nothing for the time in between', async () => {
    await admin.send(setAllowance, { input: { projectId, allowance: { credits: 7, every: 'DAY' } } });
    await admin.send(archiveProject, { id: projectId });
    aheadMs += 10.5 * DAY_MS;
    expect((await admin.send(restoreProject, { id: projectId })).restoreProject).toMatchObject({
      archivedAt: null,
      balance: 100, // the allowance's own credits have expired
    });
    await becomes(await prompt(), 'SUCCEEDED');
    aheadMs += DAY_MS;
    expect((await admin.send(ledgerOf, { id: projectId })).project?.balance).toBe(102);
    await expectExact(projectId);
  });

  test('twice at once is recorded once, and changes nothing of a project that is not archived', async () => {
    await admin.send(archiveProject, { id: projectId });
    await Promise.all([1, 2, 3].map(() => admin.send(restoreProject, { id: projectId })));
    await admin.send(restoreProject, { id: projectId });
    expect(await actsOn(projectId)).toEqual(['PROJECT_RESTORED', 'PROJECT_ARCHIVED']);
  });
});

describe('erasing a project', () => {
  const SECRET = 'Zanzibar';

  async function archived(): Promise<void> {
    await admin.send(archiveProject, { id: projectId });
  }

  test('leaves none of its words in any table and none of its pictures, and the ledger as it was', async () => {
    await admin.send(rename, { input: { id: projectId, name: `${SECRET} campaign` } });
    const upload = await uploadPicture(admin, projectId, await photo(5));
    const made = await becomes(await prompt(`a ring from ${SECRET}`), 'SUCCEEDED');
    engine.next({ type: 'error', error: new EngineRejectedError(`There is no ${SECRET} in the picture.`) });
    await becomes(await prompt(`a boat to ${SECRET}`), 'FAILED');
    const release = hold();
    const running = await prompt(`running to ${SECRET}`);
    await becomes(running, 'RUNNING');
    const queued = await prompt(`waiting in ${SECRET}`);
    await archived();
    const urls = [made.image?.url ?? '', ...(await addressesOf(admin, upload, [20]))];
    expect(await tablesWith(SECRET)).toEqual(expect.arrayContaining(['public.actions', 'public.projects']));
    const before = (await admin.send(ledgerOf, { id: projectId })).project?.transactions;
    const { eraseProject: erased } = await admin.send(eraseProject, { id: projectId });
    release();
    expect(erased).toMatchObject({ name: 'Erased project', balance: 95, erasedAt: expect.any(String) });
    expect(await tablesWith(SECRET)).toEqual([]);
    expect(await statuses(urls)).toEqual([404, 404, 404]);
    expect([(await becomes(running, 'CANCELED')).refund, (await becomes(queued, 'CANCELED')).refund]).toMatchObject([
      { amount: 5 },
      { amount: 5 },
    ]);
    const after = (await admin.send(ledgerOf, { id: projectId })).project?.transactions;
    expect(after?.nodes.slice(2)).toEqual(before?.nodes);
    await expectExact(projectId);
    const again = await admin.send(eraseProject, { id: projectId });
    expect(again.eraseProject).toEqual(erased);
    expect((await actsOn(projectId)).filter((act) => act === 'PROJECT_ERASED')).toHaveLength(1);
  });

  test('is refused while the project is not archived, and cannot be taken back', async () => {
    expect(await admin.codeOf(eraseProject, { id: projectId })).toBe('BAD_USER_INPUT');
    await archived();
    await admin.send(eraseProject, { id: projectId });
    expect(await admin.codeOf(restoreProject, { id: projectId })).toBe('BAD_USER_INPUT');
    expect(await admin.codeOf(rename, { input: { id: projectId, name: 'again' } })).toBe('BAD_USER_INPUT');
    await expect(openUpload(admin, projectId, 10)).rejects.toThrow('must not be an erased project');
    const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
    expect((await admin.send(performPrompt, { input })).performPrompt.__typename).toBe('ProjectArchivedError');
    const grant = { projectId, idempotencyKey: randomUUID(), credits: 1 };
    expect((await admin.send(grantCredits, { input: grant })).grantCredits.__typename).toBe('ProjectArchivedError');
  });

  test('at any moment of charges, uploads and deletions leaves every action ended and every credit accounted for', async () => {
    const acts = ['perform', 'background', 'upload', 'delete', 'archive', 'restore', 'erase'] as const;
    const history = fc.array(fc.constantFrom(...acts), { minLength: 6, maxLength: 14 });
    const atOnce = fc.asyncProperty(history, async (chosen) => {
      projectId = await studio.newProject(admin, 100);
      const bytes = await photo(6);
      const id = await uploadPicture(admin, projectId, bytes);
      const input = () => ({ projectId, idempotencyKey: randomUUID() });
      const doing: Record<(typeof acts)[number], () => Promise<unknown>> = {
        perform: () => admin.ask(performPrompt, { input: { ...input(), prompt: SECRET } }),
        background: () => admin.ask(performBackground, { input: { ...input(), imageId: id, background: SECRET } }),
        upload: () => uploadPicture(admin, projectId, bytes).catch(() => null),
        delete: () => admin.ask(deleteImage, { id }),
        archive: () => admin.ask(archiveProject, { id: projectId }),
        restore: () => admin.ask(restoreProject, { id: projectId }),
        erase: () => admin.ask(eraseProject, { id: projectId }),
      };
      await Promise.all(chosen.map((act) => doing[act]()));
      await admin.send(archiveProject, { id: projectId });
      await admin.send(eraseProject, { id: projectId });
      const { prisma } = studio.app.database;
      const own = { where: { projectId: readTypeId('prj', projectId, 'projectId') } };
      const actions = await prisma.action.findMany(own);
      expect(actions.filter(({ status }) => status === 'QUEUED' || status === 'RUNNING')).toEqual([]);
      expect(actions.filter((one) => one.status !== 'SUCCEEDED' && one.refundSequence === null)).toEqual([]);
      expect(await prisma.image.count(own)).toBe(0);
      expect(await tablesWith(SECRET)).toEqual([]);
      await expectExact(projectId);
    });
    await fc.assert(atOnce, { numRuns: RUNS });
  });
});
