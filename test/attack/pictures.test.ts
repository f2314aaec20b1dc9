import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { plain } from '../images/odd-files.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { action, ledgerOf, performBackground, performExpand, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { newWidths } from './callers/pictures.ts';
import { uploadPicture } from '../support/upload-picture.ts';
import { startTarget, type Target } from './target.ts';

const HEADROOM = 4; // of a machine that does other things too
const RESIDENT_MAX_MIB = 2_400; // one picture of 24 megapixels at a time; four at once took 3.8 GiB

let target: Target;
let client: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  target = await startTarget();
  client = (await target.newKey('EDITOR')).client;
  projectId = await target.newProject(1_000);
});
afterAll(() => target.remove());

/** Milliseconds until a Prompt that is paid for now has its picture. */
async function promptMs(): Promise<number> {
  const at = performance.now();
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
  const { performPrompt: result } = await client.send(performPrompt, { input });
  if (result.__typename !== 'PerformedAction') throw new Error('not performed');
  const { id } = result.action;
  await until(async () => (await client.send(action, { id })).action?.status === 'SUCCEEDED');
  return performance.now() - at;
}

test('a Prompt that is paid for does not wait behind new widths that nobody waits for', async () => {
  await promptMs(); // the first one loads the engine
  const alone = await promptMs();
  const stop = new AbortController();
  const attack = (await newWidths(target))(stop.signal);
  const waits = [await promptMs(), await promptMs(), await promptMs()];
  stop.abort();
  await attack;
  process.stdout.write(
    `a Prompt alone ${Math.round(alone)} ms, behind new widths ${waits.map(Math.round).join(', ')} ms\n`,
  );
  expect(Math.max(...waits)).toBeLessThan(HEADROOM * Math.max(alone, 2_500)); // without lanes of their own: 26 s
});

/** A photo of 24 megapixels, with a subject that can be told from its background. */
function largePhoto(): Promise<Buffer> {
  const subject = '<svg width="6000" height="4000"><circle cx="3000" cy="2000" r="1200" fill="crimson"/></svg>';
  return plain(6_000, 4_000, 'teal')
    .composite([{ input: Buffer.from(subject) }])
    .png()
    .toBuffer();
}

test('four concurrent pictures of 24 megapixels end in time, one after another', async () => {
  const imageId = await uploadPicture(client, projectId, await largePhoto());
  const own = () => ({ projectId, imageId, idempotencyKey: randomUUID() });
  for (let pair = 0; pair < 2; pair += 1) {
    await client.send(performExpand, { input: { ...own(), top: 900, left: 1_800 } });
    await client.send(performBackground, { input: { ...own(), background: 'beach' } });
  }
  let peakMib = 0;
  await until(async () => {
    peakMib = Math.max(peakMib, target.residentMib());
    const { data } = await client.ask<{ project: { actions: { nodes: { status: string }[] } } }, object>(
      `{ project(id: "${projectId}") { actions(first: 100) { nodes { status } } } }`,
    );
    const statuses = data?.project.actions.nodes.map(({ status }) => status) ?? ['RUNNING'];
    return !statuses.includes('QUEUED') && !statuses.includes('RUNNING');
  });
  const { project } = await client.send(ledgerOf, { id: projectId, first: 200 });
  process.stdout.write(`resident at most ${peakMib} MiB\n`);
  expect(project?.transactions.nodes.filter(({ kind }) => kind === 'REFUND')).toEqual([]);
  expect(peakMib).toBeLessThan(RESIDENT_MAX_MIB);
});
