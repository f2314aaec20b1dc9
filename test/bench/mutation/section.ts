import { auditCharges } from '../ledger/audit.ts';
import { startDarkroom } from '../live/contestants.ts';
import type { LoopResult } from '../measuring/closed-loop.ts';
import { median, medianRatio } from '../measuring/statistics.ts';
import type { BenchProcess } from '../processes/bench-process.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';
import { KEY } from '../servers/darkroom-calls.ts';
import type { FloorCalls } from './floor.ts';
import type { LoadCalls, LoadSettings } from './load.ts';
import { measureTwoProcesses } from './two-processes.ts';

const DARKROOM = 'darkroom';
const WITH_METRICS = 'darkroom with metrics';
const FLOOR = 'Apollo + Fastify with an empty resolver';
const OWN_SCHEMA = "Apollo + Fastify with Darkroom's field resolvers and an empty mutation";

/** Four short rounds for one of the others: what a machine does beside this changes within seconds, and so changes all of a round. */
const SHORT_ROUNDS = 4;

interface Sample extends LoopResult {
  /** Of the API process. */
  readonly serverMicros: number;
}

interface Served {
  readonly name: string;
  readonly server: Pick<BenchProcess<FloorCalls>, 'call'>;
}

/** What a charge over HTTP costs the API process, beside a server that does nothing, and what a second process adds. */
export async function mutationSection(bench: Bench) {
  const { cluster, scale, start } = bench;
  const databaseUrl = await cluster.database('mutation');
  const darkroom = await startDarkroom(bench, databaseUrl);
  const projects = await darkroom.call('makeProjects', scale.connections);
  const served: Served[] = [
    { name: DARKROOM, server: darkroom },
    { name: WITH_METRICS, server: await startDarkroom(bench, databaseUrl, { hasMetrics: true }) },
    { name: FLOOR, server: await start<FloorCalls>('mutation/floor-server.ts', { schema: 'plain' }) },
    { name: OWN_SCHEMA, server: await start<FloorCalls>('mutation/floor-server.ts', { schema: 'darkroom' }) },
  ];
  const load = await start<LoadCalls>('mutation/load-process.ts', {});
  const projectIds = projects.map(({ typeId }) => typeId);
  const common = { connections: scale.connections, authorization: `Bearer ${KEY}`, projectIds };
  await warmUp(bench, served, load, common);
  const samples = await measureAll(bench, served, load, common);
  const two = await measureTwoProcesses(bench, { first: darkroom, databaseUrl, load, common });
  await auditCharges([databaseUrl]);
  return {
    bars: [...barsOf(samples, scale.connections), ...two.bars],
    tables: [tableOf(samples, scale.connections), two.table],
  };
}

/**
 * Warms each server up by the same number of calls, not for the same time. V8's threads for compilation and garbage collection take
 * most CPU during the first thousands of calls; on a slower machine the same time holds fewer calls, and more of it is measured.
 */
async function warmUp(
  { scale, say }: Bench,
  served: readonly Served[],
  load: BenchProcess<LoadCalls>,
  common: Omit<LoadSettings, 'urls' | 'durationMs'>,
): Promise<void> {
  for (const { name, server } of served) {
    say(`  warming up ${name}`);
    const urls = [await server.call('address', null)];
    for (let calls = 0; calls < scale.warmUpCalls;) {
      calls += (await load.call('measure', { ...common, urls, durationMs: scale.windowMs })).operations;
    }
  }
}

async function measureAll(
  { scale, say }: Bench,
  served: readonly Served[],
  load: BenchProcess<LoadCalls>,
  common: Omit<LoadSettings, 'urls' | 'durationMs'>,
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(served.map(({ name }) => [name, []]));
  const rounds = scale.rounds * SHORT_ROUNDS;
  for (let round = 1; round <= rounds; round += 1) {
    say(`  round ${round} of ${rounds}`);
    for (const { name, server } of round % 2 === 0 ? served : served.toReversed()) {
      const urls = [await server.call('address', null)];
      const before = await server.call('cpuMicros', null);
      const result = await load.call('measure', { ...common, urls, durationMs: scale.windowMs / 2 });
      const serverMicros = (await server.call('cpuMicros', null)) - before;
      samples.get(name)?.push({ ...result, serverMicros });
    }
  }
  return samples;
}

const microsPerCall = ({ serverMicros, operations }: Sample): number => serverMicros / operations;

function barsOf(samples: ReadonlyMap<string, readonly Sample[]>, connections: number): Bar[] {
  const ours = samples.get(DARKROOM) ?? [];
  const to = (name: string) => medianRatio(ours, samples.get(name) ?? [], microsPerCall);
  const metrics = medianRatio(samples.get(WITH_METRICS) ?? [], ours, microsPerCall);
  const ratioTo = `performPrompt, ${connections} connections: ratio of CPU time of the API process to`;
  return [
    { what: `${ratioTo} ${FLOOR}`, measured: to(FLOOR), limit: { atMost: 1.5 }, unit: '×' },
    { what: `${ratioTo} ${OWN_SCHEMA}`, measured: to(OWN_SCHEMA), limit: { atMost: 1.5 }, unit: '×' },
    {
      what: `performPrompt, ${connections} connections, metrics enabled: ratio of CPU time of the API process to metrics disabled`,
      measured: metrics,
      limit: { atMost: 1.03 },
      unit: '×',
    },
  ];
}

function tableOf(samples: ReadonlyMap<string, readonly Sample[]>, connections: number): Table {
  return {
    caption: `performPrompt over HTTP, ${connections} connections, one project for each:`,
    columns: ['', 'CPU µs a call in the API process', 'calls/s', 'p50 ms', 'p99 ms'],
    rows: [...samples].map(([name, own]) => {
      const middle = (figure: (sample: Sample) => number) => shown(median(own.map(figure)));
      return [
        name,
        middle(microsPerCall),
        middle(({ operations, seconds }) => operations / seconds),
        middle(({ p50Ms }) => p50Ms),
        middle(({ p99Ms }) => p99Ms),
      ];
    }),
  };
}
