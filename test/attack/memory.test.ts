import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { ledgerOf } from '../support/operations.ts';
import { MEMORY_CALLERS } from './callers/every-caller.ts';
import { prepare } from './callers/hostile-caller.ts';
import { startTarget, type Target } from './target.ts';

const ATTACK_MS = 60_000; // 1 minute: each caller comes round twice

/** The budgets together, the largest picture and node itself; what the attacks took without them was 2 GiB each. */
const RESIDENT_MAX_MIB = 1_200;

const ANSWER_MAX_MS = 10_000; // 10 seconds, on a machine that does other things too

let target: Target;
const stop = new AbortController();

beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => {
  stop.abort();
  return target.remove();
});

test('with a heap of 1 GiB and every kind of retained data at its limit, the process survives and serves others', async () => {
  const { client } = await target.newKey('EDITOR');
  const projectId = await target.newProject(100);
  const attack = (await prepare(target, Object.values(MEMORY_CALLERS)))(stop.signal);
  let peakMib = 0;
  for (const endsAt = performance.now() + ATTACK_MS; performance.now() < endsAt; await sleep(250)) {
    const at = performance.now();
    expect((await client.ask(ledgerOf, { id: projectId })).errors).toBeUndefined();
    expect(performance.now() - at).toBeLessThan(ANSWER_MAX_MS);
    peakMib = Math.max(peakMib, target.residentMib());
  }
  stop.abort();
  await attack;
  process.stdout.write(`resident at most ${peakMib} MiB\n`);
  expect(peakMib).toBeLessThan(RESIDENT_MAX_MIB);
});
