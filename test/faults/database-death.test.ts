import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasCode } from '../../src/embedded-postgres/system-error.ts';
import { killPostmaster } from '../embedded-postgres/own-server.ts';
import { Callers } from '../support/callers.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import { type GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { balanceChanged, createProject, grantCredits, ledgerOf, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';

const GRANTED = 1_000_000;
let house: DarkroomHouse;

beforeEach(() => {
  house = new DarkroomHouse();
});
afterEach(() => house.remove());

/** Callers that perform Prompts, each under a key of its own until it is done, and what they are told meanwhile. */
class Load {
  readonly told = new Set<string>();
  done = 0;
  readonly #client: GraphqlClient;
  readonly #projectId: string;
  readonly #callers: Callers;

  constructor(client: GraphqlClient, projectId: string) {
    this.#client = client;
    this.#projectId = projectId;
    this.#callers = new Callers(8, async (caller, earlier) => {
      await until(() => this.#isPerformed(`${caller} ${earlier}`));
      this.done += 1;
    });
  }

  /** Resolves when so many more are done. */
  async goesOn(more = 50): Promise<void> {
    const then = this.done + more;
    await until(() => this.done >= then);
  }

  stop(): Promise<void> {
    return this.#callers.stop();
  }

  async #isPerformed(idempotencyKey: string): Promise<boolean> {
    const input = { projectId: this.#projectId, idempotencyKey, prompt: 'a ring' };
    const { status, data, errors } = await this.#client.ask(performPrompt, { input });
    const what = data?.performPrompt.__typename;
    this.told.add(`${status} ${errors?.[0]?.extensions.code ?? what}`);
    return what === 'PerformedAction';
  }
}

async function openProject(client: GraphqlClient): Promise<string> {
  const projectId = (await client.send(createProject, { input: { name: 'Deaths' } })).createProject.id;
  await client.send(grantCredits, { input: { projectId, idempotencyKey: 'all', credits: GRANTED } });
  return projectId;
}

/** Each Prompt is charged once, and no call was told anything but that it is done or not known. */
async function expectExact(client: GraphqlClient, projectId: string, load: Load): Promise<void> {
  const { project } = await client.send(ledgerOf, { id: projectId });
  expect(project).toMatchObject({ balance: GRANTED - 5 * load.done, sequence: load.done + 1 });
  for (const told of load.told) {
    expect(['200 PerformedAction', '200 UNAVAILABLE', '503 UNAVAILABLE']).toContain(told);
  }
}

test('the embedded database is killed three times under load: it is started again, and nothing is lost', async () => {
  const { client, url } = await house.serve({ WORKERS: '0' });
  const projectId = await openProject(client);
  const changes = client.watch(balanceChanged, { projectId });
  await nextOf(changes);
  const load = new Load(client, projectId);
  for (let death = 0; death < 3; death += 1) {
    await load.goesOn();
    await killPostmaster(path.join(house.dataFolder, 'postgres'));
    await load.goesOn();
    await until(async () => (await fetch(`${url}/readyz`)).status === 200);
  }
  await load.stop();
  await expectExact(client, projectId, load);
  for (let sequence = 2; sequence <= load.done + 1; sequence += 1) {
    expect((await nextOf(changes)).balanceChanged.sequence).toBe(sequence);
  }
  await client.close();
});

test('a server whose database has died is stopped in order all the same', async () => {
  const { server } = await house.serve({ WORKERS: '0' });
  await killPostmaster(path.join(house.dataFolder, 'postgres'));
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
});

/** Only root may mount a disk of its own. */
const asRoot = process.getuid?.() === 0 && process.platform === 'linux' ? test : test.skip;

asRoot(
  'the disk of the database fills up and has room again: it goes on without a hand, and nothing is lost',
  async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=755', 'tmpfs', house.dataFolder]);
    try {
      const { client, url } = await house.serve({ WORKERS: '0' });
      const projectId = await openProject(client);
      const load = new Load(client, projectId);
      await load.goesOn();
      const ballast = path.join(house.dataFolder, 'ballast');
      const admin = await house.connect();
      fill(ballast);
      await admin.query('select pg_switch_wal()').catch(() => undefined); // what is written next needs a new file of the log
      await admin.end();
      await until(() => load.told.has('200 UNAVAILABLE') || load.told.has('503 UNAVAILABLE'));
      await until(async () => (await fetch(`${url}/readyz`)).status === 503);
      rmSync(ballast);
      await load.goesOn();
      await until(async () => (await fetch(`${url}/readyz`)).status === 200);
      await load.stop();
      await expectExact(client, projectId, load);
      await client.close();
    } finally {
      await house.killAll();
      execFileSync('umount', [house.dataFolder]);
    }
  },
);

/** Takes all the room that there is. */
function fill(file: string): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(1 << 20), { flag: 'a' });
  } catch (error) {
    if (!hasCode(error, 'ENOSPC')) throw error;
  }
}
