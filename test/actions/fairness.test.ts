import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { graphql } from '../support/generated/index.ts';
import { performBackground, performPrompt } from '../support/operations.ts';
import { uploadPicture } from '../support/upload-picture.ts';
import { plain } from '../images/odd-files.ts';
import type { Engine, EnginePicture } from '../../src/engines/engine.ts';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import type { Lane } from '../../src/actions/lanes.ts';
import type { WorkspaceId } from '../../src/ids.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';

const BACKLOG = 3_000;

const position = graphql(`
  query QueuePosition($id: ID!) {
    action(id: $id) {
      status
      queuePosition
    }
  }
`);

/** Each call waits until the test lets it end. */
class GatedEngine extends ScriptedEngine implements Engine {
  readonly prompts: string[] = [];
  readonly #gates: { readonly words: string; readonly end: () => void }[] = [];
  most = 0;
  #now = 0;

  override prompt(request: { readonly prompt: string }, signal: AbortSignal): Promise<EnginePicture> {
    return this.#held(request.prompt, signal);
  }

  override background({ background }: { readonly background: string }, signal: AbortSignal): Promise<EnginePicture> {
    return this.#held(background, signal);
  }

  async #held(words: string, signal: AbortSignal): Promise<EnginePicture> {
    this.prompts.push(words);
    this.#now += 1;
    this.most = Math.max(this.most, this.#now);
    await new Promise<void>((end) => {
      this.#gates.push({ words, end });
      signal.addEventListener('abort', () => end());
    });
    this.#now -= 1;
    return super.prompt(words, signal);
  }

  get running(): number {
    return this.#now;
  }

  /** The call that has run longest ends. */
  endOne(): void {
    this.#gates.shift()?.end();
  }

  end(words: string): void {
    const at = this.#gates.findIndex((gate) => gate.words === words);
    for (const gate of this.#gates.splice(at, 1)) gate.end();
  }
}

const open: Studio[] = [];
let home: Studio;
let client: GraphqlClient;
let engine: GatedEngine;

beforeEach(async () => {
  engine = new GatedEngine();
  home = await startStudio({ workers: 0 });
  client = await home.client();
});
afterEach(async () => {
  const ending = setInterval(() => engine.endOne(), 5);
  await Promise.all(open.splice(0).map((studio) => studio.stop()));
  clearInterval(ending);
  await home.stop();
});

async function work(workers: number, variables: Record<string, string> = {}, lanes: Lane[] = []): Promise<void> {
  const { databaseUrl, dataFolder } = home;
  open.push(await startStudio({ databaseUrl, dataFolder, engine, workers, variables, lanes }));
}

async function prompt(projectId: string, words: string): Promise<string> {
  const input = { projectId, idempotencyKey: randomUUID(), prompt: words };
  const { performPrompt: result } = await client.send(performPrompt, { input });
  if (result.__typename !== 'PerformedAction') throw new Error(`refused: ${result.__typename}`);
  return result.action.id;
}

/** Without the way over HTTP, which is most of what queueing thousands costs. */
async function promptMany(projectId: string, words: string, count: number): Promise<void> {
  const id = readTypeId('prj', projectId, 'projectId');
  const { workspaceId } = await home.app.database.prisma.project.findUniqueOrThrow({ where: { id } });
  const by = { workspaceId: workspaceId as WorkspaceId, actor: 'admin key', keyId: null, capKeyId: null }; // as it went in
  const rest = { styling: null, background: null, sourceImageId: null, maskImageId: null };
  const perform = (number: number) =>
    home.app.services.performer.perform(
      { kind: 'PROMPT', projectId: id, idempotencyKey: `${number}`, prompt: words, ...rest },
      by,
    );
  for (let first = 0; first < count; first += 100) {
    await Promise.all(Array.from({ length: Math.min(100, count - first) }, (_, number) => perform(first + number)));
  }
}

test.each([
  ['one process with one worker', [1]],
  ['one process with four workers', [4]],
  ['three processes with two workers each', [2, 2, 2]],
])(
  'a project begins within one action of another however much that has queued, in %s',
  async (_case, processes) => {
    const [a, b] = [await home.newProject(client, 1_000_000), await home.newProject(client, 100)];
    await promptMany(a, 'of A', BACKLOG);
    for (const workers of processes) await work(workers);
    const slots = processes.reduce((all, workers) => all + workers, 0);
    await until(() => engine.running === slots);
    await prompt(b, 'of B');
    engine.endOne();
    await until(() => engine.prompts.length === slots + 1);
    expect(engine.prompts.at(-1)).toBe('of B');
  },
  120_000,
);

test('with one worker, projects with backlogs take turns', async () => {
  const projects = [await home.newProject(client, 1_000), await home.newProject(client, 1_000)];
  await promptMany(projects[0] ?? '', 'of A', 20);
  await promptMany(projects[1] ?? '', 'of B', 20);
  await work(1);
  for (let done = 1; done <= 8; done += 1) {
    await until(() => engine.prompts.length === done);
    engine.endOne();
  }
  await until(() => engine.prompts.length === 9);
  for (let turn = 1; turn < 8; turn += 1) expect(engine.prompts[turn]).not.toBe(engine.prompts[turn + 1]);
});

test('a project never runs more than its limit at once, in all processes together, and all of its actions run', async () => {
  const a = await home.newProject(client, 10_000);
  await promptMany(a, 'of A', 12);
  for (const workers of [3, 3]) await work(workers, { LIMIT_ACTIONS_PER_PROJECT: '2' });
  for (let done = 1; done <= 12; done += 1) {
    await until(() => engine.running >= Math.min(2, 13 - done));
    engine.endOne();
  }
  await until(async () => (await home.app.database.prisma.action.count({ where: { status: 'SUCCEEDED' } })) === 12);
  expect(engine.most).toBe(2);
});

test('large pictures wait for one another without a worker: what is small passes them, and projects take turns', async () => {
  const [a, b] = [await home.newProject(client, 1_000), await home.newProject(client, 1_000)];
  const png = await plain(4_000, 2_000, 'teal').png().toBuffer();
  const large = async (projectId: string, imageId: string, background: string) => {
    const input = { projectId, imageId, idempotencyKey: randomUUID(), background };
    await client.send(performBackground, { input });
  };
  const [ofA, ofB] = [await uploadPicture(client, a, png), await uploadPicture(client, b, png)];
  for (const words of ['A1', 'A2', 'A3']) await large(a, ofA, words);
  await large(b, ofB, 'B1');
  await prompt(a, 'small');
  await work(2);
  await until(() => engine.prompts.length === 2);
  expect(engine.prompts.toSorted()).toEqual(['A1', 'small']);
  engine.end('small');
  for (const words of ['A1', 'B1', 'A2', 'A3']) {
    await until(() => engine.prompts.includes(words) && engine.running === 1);
    engine.end(words);
  }
  await until(async () => (await home.app.database.prisma.action.count({ where: { status: 'SUCCEEDED' } })) === 5);
  expect(engine.prompts.filter((words) => words !== 'small')).toEqual(['A1', 'B1', 'A2', 'A3']);
});

test('actions of a lane run up to its limit and take no worker from another lane', async () => {
  const [a, b] = [await home.newProject(client, 1_000), await home.newProject(client, 1_000)];
  const imageId = await uploadPicture(client, b, await plain(64, 48, 'teal').png().toBuffer());
  await promptMany(a, 'of a provider', 12);
  for (const words of ['B1', 'B2', 'B3']) {
    const input = { projectId: b, imageId, idempotencyKey: words, background: words };
    await client.send(performBackground, { input });
  }
  await prompt(b, 'of a provider, too');
  await work(5, {}, [
    { kinds: ['PROMPT', 'PROMPT_EDIT', 'EXPAND'], concurrency: 3 },
    { kinds: ['BACKGROUND'], concurrency: 2 },
  ]);
  const running = (isOfProvider: boolean) =>
    engine.prompts.filter((words) => words.startsWith('of') === isOfProvider).length;
  await until(() => engine.running === 5);
  expect([running(true), running(false)]).toEqual([3, 2]);
  engine.end('B1');
  await until(() => engine.prompts.includes('B3'));
  expect([running(true), running(false)]).toEqual([3, 3]);
  engine.end('of a provider');
  await until(() => running(true) === 4);
  expect(engine.running).toBe(5);
});

test('the queue position counts the actions that start earlier, including those of other projects in turn', async () => {
  const [a, b] = [await home.newProject(client, 1_000), await home.newProject(client, 1_000)];
  const ofA: string[] = [];
  for (let count = 0; count < 5; count += 1) ofA.push(await prompt(a, 'of A'));
  const ofB = [await prompt(b, 'of B'), await prompt(b, 'of B')];
  const positions = async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await client.send(position, { id })).action?.queuePosition));
  expect(await positions(ofA)).toEqual([0, 2, 4, 5, 6]);
  expect(await positions(ofB)).toEqual([0, 2]);
  await work(1);
  await until(() => engine.running === 1);
  expect((await client.send(position, { id: ofA[0] ?? '' })).action).toEqual({
    status: 'RUNNING',
    queuePosition: null,
  });
});
