import { availableParallelism } from 'node:os';
import { startDarkroom } from '../live/contestants.ts';
import { graphqlSubscription } from '../live/live-server.ts';
import type { SubscribersCalls } from '../live/subscribers.ts';
import type { LoopResult } from '../measuring/closed-loop.ts';
import { median, medianRatio } from '../measuring/statistics.ts';
import type { BenchProcess } from '../processes/bench-process.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';
import { type DarkroomCalls, KEY } from '../servers/darkroom-calls.ts';
import type { LoadCalls, LoadSettings } from './load.ts';

/** Two API processes, the database and the load: with fewer cores the second process takes them from the first. */
const CORES_NEEDED = 4;

interface Setting {
  readonly first: BenchProcess<DarkroomCalls>;
  readonly databaseUrl: string;
  readonly load: BenchProcess<LoadCalls>;
  readonly common: Omit<LoadSettings, 'urls' | 'durationMs'>;
}

const perSecond = ({ operations, seconds }: LoopResult): number => operations / seconds;

/**
 * The rate of two processes on one database to that of one; then both charge the same project while it is watched on both.
 * Throws where a line does not arrive at both, or comes twice.
 */
export async function measureTwoProcesses(bench: Bench, { first, databaseUrl, load, common }: Setting) {
  const { rounds, windowMs } = bench.scale;
  const second = await startDarkroom(bench, databaseUrl);
  const urls = [await first.call('address', null), await second.call('address', null)];
  const one: LoopResult[] = [];
  const two: LoopResult[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    bench.say(`  two processes, round ${round} of ${rounds}`);
    const durationMs = windowMs * 2;
    const alone = await load.call('measure', { ...common, urls: urls.slice(0, 1), durationMs });
    const both = await load.call('measure', { ...common, urls, durationMs });
    if (round === 0) continue; // the second process warms up
    one.push(alone);
    two.push(both);
  }
  const missing = await missingPushes(bench, urls, load, common);
  const bars: Bar[] = [
    {
      what: 'two processes on one database: charges per second that the second adds, as a ratio to one process',
      measured: medianRatio(two, one, perSecond) - 1,
      limit: { atLeast: 0.6 },
      unit: '×',
      ...(availableParallelism() < CORES_NEEDED && {
        notJudged: `needs ${CORES_NEEDED} cores, this machine has ${availableParallelism()}`,
      }),
    },
    {
      what: 'two processes charge one project: transactions lost, duplicated or not pushed by either process',
      measured: missing,
      limit: { atMost: 0 },
      unit: '',
    },
  ];
  const row = (name: string, own: readonly LoopResult[]) => [
    name,
    shown(median(own.map(perSecond))),
    shown(median(own.map(({ p50Ms }) => p50Ms))),
    shown(median(own.map(({ p99Ms }) => p99Ms))),
  ];
  const table: Table = {
    caption: `performPrompt over HTTP, ${common.connections} connections to each process:`,
    columns: ['', 'calls/s', 'p50 ms', 'p99 ms'],
    rows: [row('one process', one), row('two processes', two)],
  };
  return { bars, table };
}

/** Lines of one project that both processes charge and that did not arrive, in order, at a subscriber of each. */
async function missingPushes(
  { start, scale }: Bench,
  urls: readonly string[],
  load: BenchProcess<LoadCalls>,
  common: Setting['common'],
): Promise<number> {
  const projectIds = common.projectIds.slice(0, 1);
  const [projectId = ''] = projectIds;
  const subscription = graphqlSubscription(projectId, { authorization: `Bearer ${KEY}`, standsWith: 'line' });
  const watching = await Promise.all(
    urls.map(async (url) => {
      const subscribers = await start<SubscribersCalls>('live/subscribers-process.ts', {});
      await subscribers.call('open', { url, subscriptions: [subscription], count: 1 });
      await subscribers.call('forget', null);
      return subscribers;
    }),
  );
  const { operations } = await load.call('measure', { ...common, projectIds, urls, durationMs: scale.windowMs });
  let missing = 0;
  for (const subscribers of watching) {
    await subscribers.call('received', operations);
    const lines = await subscribers.call('lines', null);
    missing += Math.abs(lines - operations) + ((await subscribers.call('isGapless', null)) ? 0 : 1);
    await subscribers.stop();
  }
  return missing;
}
