import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { FakeProvider } from '../engines/http/fake-provider.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import { createProject, grantCredits, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';

const ACTIONS = 200;
const PROJECTS = 20;
const WAIT_MS = 5_000;
const TICKS_PER_SECOND = 100; // Linux' USER_HZ

let house: DarkroomHouse;
let fake: FakeProvider;

beforeAll(async () => {
  house = new DarkroomHouse();
  fake = await new FakeProvider().listen();
});
afterAll(async () => {
  await house.remove();
  await fake.close();
});

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident, now or at the most so far. */
function memoryMiB(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1]) / 1_024);
}

/** The answer of a provider that takes its time. */
async function answer(): Promise<string> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const picture = await sharp({ create: { width: 1024, height: 1024, channels: 3, background: 'grey', noise } })
    .png()
    .toBuffer();
  return JSON.stringify({ created: 1, data: [{ b64_json: picture.toString('base64') }] });
}

test(`${ACTIONS} actions wait for a provider at once, which takes next to no processor time and little memory`, async () => {
  const held: ServerResponse[] = [];
  fake.fail(...Array.from({ length: ACTIONS }, () => (response: ServerResponse) => void held.push(response)));
  const { server, client } = await house.serve({
    ENGINE: 'openai:gpt-image-2',
    ENGINE_URL: `${fake.origin}/v1`,
    OPENAI_API_KEY: 'key-1',
    ENGINE_CONCURRENCY: String(ACTIONS),
    LIMIT_REQUESTS_PER_SECOND: '1000',
    LIMIT_REQUEST_BURST: '1000',
  });
  const idleMiB = memoryMiB(server.pid, 'VmRSS');
  for (let at = 0; at < PROJECTS; at += 1) {
    const { createProject: project } = await client.send(createProject, { input: { name: `number ${at}` } });
    await client.send(grantCredits, { input: { projectId: project.id, idempotencyKey: 'all', credits: 1_000 } });
    for (let action = 0; action < ACTIONS / PROJECTS; action += 1) {
      const input = { projectId: project.id, idempotencyKey: `${action}`, prompt: 'a can' };
      await client.send(performPrompt, { input });
    }
  }
  await until(() => held.length === ACTIONS);
  const begun = cpuSeconds(server.pid);
  await sleep(WAIT_MS); // what is measured is this time
  const cpuPercent = (100 * (cpuSeconds(server.pid) - begun)) / (WAIT_MS / 1_000);
  const waitingMiB = memoryMiB(server.pid, 'VmRSS');
  const body = await answer();
  for (const response of held) response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  const database = await house.connect();
  try {
    await until(async () => {
      const { rows } = await database.query("select count(*)::int as ended from actions where status = 'SUCCEEDED'");
      return rows[0]?.ended === ACTIONS;
    });
  } finally {
    await database.end();
  }
  const peakMiB = memoryMiB(server.pid, 'VmHWM');
  expect(cpuPercent).toBeLessThan(5);
  expect(waitingMiB - idleMiB).toBeLessThan(300);
  expect(peakMiB).toBeLessThan(1_000);
});
