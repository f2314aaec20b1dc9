/**
 * Everybody at once: hostile callers of every kind, a database with a backend killed and a freeze each minute, and beside
 * them one who pays and one who reads. `SIEGE_MINUTES=20 npm run test:attack -- siege` is the whole trial.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../../src/database/open-client.ts';
import { quantile } from '../bench/measuring/statistics.ts';
import { allEndedExactly } from './all-ended.ts';
import { Payer, readAllTheWhile, type Wait } from './bystanders.ts';
import { EVERY_CALLER } from './callers/every-caller.ts';
import { prepare } from './callers/hostile-caller.ts';
import { type Fault, troubleDatabase } from './faults.ts';
import { startTarget, type Target } from './target.ts';
import { MINUTE_MS } from '../../src/instant.ts';

const MINUTES = Number(process.env.SIEGE_MINUTES ?? '2');
const CREDITS = 1_000_000;

/** Of a well-behaved query, outside the freezes. */
const P99_MAX_MS = 500;

/** From the time at which all callers have been at work for a while, to the end. */
const GROWTH_MAX_MIB = 192;

let target: Target;

beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.remove());

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The least within a minute: what a collection left, between two large pictures. And the most. */
interface Memory {
  readonly residentMib: number;
  readonly residentMaxMib: number;
  readonly heapMib: number;
}

async function watchMemory(signal: AbortSignal): Promise<Memory[]> {
  const minutes: Memory[] = [];
  while (!signal.aborted) {
    const [heap, resident]: [number[], number[]] = [[], []];
    const endsAt = performance.now() + MINUTE_MS;
    while (performance.now() < endsAt && !signal.aborted) {
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
      heap.push(target.heapMib());
      resident.push(target.residentMib());
    }
    const [residentMib, residentMaxMib, heapMib] = [Math.min(...resident), Math.max(...resident), Math.min(...heap)];
    minutes.push({ residentMib, residentMaxMib, heapMib });
    say(`minute ${minutes.length}: resident ${residentMib} to ${residentMaxMib} MiB, heap from ${heapMib} MiB`);
  }
  return minutes;
}

function p99Of(waits: readonly Wait[], faults: readonly Fault[]): number {
  const isTroubled = ({ at, ms }: Wait) => faults.some(({ from, to }) => at < to && at + ms > from);
  const calm = waits.filter((wait) => !isTroubled(wait));
  const failed = calm.filter(({ code }) => code !== 'no error');
  const [p50, p99, all] = [
    quantile(
      calm.map(({ ms }) => ms),
      0.5,
    ),
    quantile(
      calm.map(({ ms }) => ms),
      0.99,
    ),
    quantile(
      waits.map(({ ms }) => ms),
      0.99,
    ),
  ];
  say(
    `${calm.length} queries outside the faults: p50 ${Math.round(p50)} ms, p99 ${Math.round(p99)} ms, ${failed.length} failed; p99 of all ${waits.length}: ${Math.round(all)} ms`,
  );
  return p99;
}

async function chargesOf(key: string): Promise<number> {
  const client = await openClient(target.databaseUrl);
  const { rows } = await client.query<{ charges: number }>(
    `select count(*)::int as charges from credit_transactions t join projects p on p.id = t.project_id
     where t.kind = 'CHARGE' and p.name = $1`,
    [key],
  );
  await client.end();
  return rows[0]?.charges ?? 0;
}

test(
  `for ${MINUTES} minutes of siege: every action ends, every charge is exact, others are served, and memory is level`,
  async () => {
    const { client } = await target.newKey('EDITOR');
    const projectId = await target.newProject(CREDITS);
    await target.admin.ask(`mutation { updateProject(input: { id: "${projectId}", name: "Payer" }) { id } }`);
    const attack = await prepare(target, Object.values(EVERY_CALLER));
    const stop = new AbortController();
    const [siege, work] = [stop.signal, new AbortController()];
    const payer = new Payer(client, projectId, work.signal);
    const reading = readAllTheWhile(target, client, projectId, siege);
    const hostile = attack(siege);
    const [memory, trouble] = [watchMemory(siege), troubleDatabase(target, siege)];
    await sleep(MINUTES * MINUTE_MS);
    stop.abort();
    work.abort();
    const [waits, minutes, faults] = await Promise.all([reading, memory, trouble, payer.ended(), hostile]);
    const ended = await allEndedExactly(target.databaseUrl);

    say(
      `${faults.length} faults; ${payer.performed} Prompts paid; actions ${JSON.stringify(Object.fromEntries(ended))}`,
    );
    const p99 = p99Of(waits, faults);
    expect(await chargesOf('Payer')).toBe(payer.performed);
    expect(payer.performed).toBeGreaterThan(MINUTES);
    expect((await fetch(`${target.url}/readyz`)).status).toBe(200);
    expect(p99).toBeLessThan(P99_MAX_MS);
    const settled = minutes[Math.floor(minutes.length / 3)];
    expect((minutes.at(-1)?.heapMib ?? 0) - (settled?.heapMib ?? 0)).toBeLessThan(GROWTH_MAX_MIB);
    expect((minutes.at(-1)?.residentMib ?? 0) - (settled?.residentMib ?? 0)).toBeLessThan(GROWTH_MAX_MIB);
  },
  (MINUTES + 10) * MINUTE_MS,
);
