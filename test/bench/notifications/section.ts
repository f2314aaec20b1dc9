import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NatsServer, natsProgram } from '../../support/nats-server.ts';
import { startDarkroom } from '../live/contestants.ts';
import { graphqlSubscription } from '../live/live-server.ts';
import type { Delays, SubscribersCalls } from '../live/subscribers.ts';
import { median } from '../measuring/statistics.ts';
import type { BenchProcess } from '../processes/bench-process.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';
import { type DarkroomCalls, KEY } from '../servers/darkroom-calls.ts';

const CHARGES_PER_SECOND = 1_500;
const PROJECTS = 15;
const TICK_MS = (PROJECTS * 1_000) / CHARGES_PER_SECOND;

/** One process charges, another one pushes. */
interface Pair {
  readonly name: string;
  readonly charging: BenchProcess<DarkroomCalls>;
  readonly subscribers: BenchProcess<SubscribersCalls>;
  /** All processes of the pair. */
  readonly processes: readonly { stop(): Promise<void> }[];
}

interface Sample extends Delays {
  readonly chargesPerSecond: number;
}

/**
 * Measures the delay from a commit in one process to its push by another one. PostgreSQL and NATS carry the notifications in
 * alternating rounds. Throws if a line is lost or arrives twice.
 */
export async function notificationsSection(bench: Bench): Promise<{ bars: Bar[]; tables: Table[] }> {
  const { cluster, scale, say } = bench;
  const nats = await NatsServer.create(natsProgram(path.join(import.meta.dirname, '../../..')));
  await nats.start();
  try {
    const urls = [await cluster.database('over_notify'), await cluster.database('over_nats')] as const;
    const pairs = [
      await openPair(bench, 'NOTIFY of PostgreSQL', urls[0], null),
      await openPair(bench, 'NATS', urls[1], `nats://${nats.host}`),
    ];
    const samples = new Map<string, Sample[]>(pairs.map(({ name }) => [name, []]));
    for (let round = 0; round <= scale.rounds; round += 1) {
      say(round === 0 ? '  warming up' : `  round ${round} of ${scale.rounds}`);
      for (const pair of round % 2 === 0 ? pairs : pairs.toReversed()) {
        const sample = await measure(pair, scale.windowMs * 2);
        if (round > 0) samples.get(pair.name)?.push(sample);
      }
    }
    await Promise.all(pairs.flatMap(({ processes }) => processes.map((each) => each.stop())));
    return { bars: [barOf(samples.get('NATS') ?? [])], tables: [tableOf(samples)] };
  } finally {
    await nats.stop();
  }
}

async function openPair(bench: Bench, name: string, databaseUrl: string, natsUrl: string | null): Promise<Pair> {
  const charging = await startDarkroom(bench, databaseUrl, { natsUrl });
  const pushing = await startDarkroom(bench, databaseUrl, { natsUrl });
  const projects = await charging.call('makeProjects', PROJECTS);
  const url = await pushing.call('address', null);
  const subscriptions = projects.map(({ typeId }) =>
    graphqlSubscription(typeId, { authorization: `Bearer ${KEY}`, standsWith: 'line' }),
  );
  const subscribers = await bench.start<SubscribersCalls>('live/subscribers-process.ts', {});
  await subscribers.call('open', { url, subscriptions: subscriptions.slice(0, 1), count: 1 }); // the delays are those of the first project
  const others = await bench.start<SubscribersCalls>('live/subscribers-process.ts', {});
  await others.call('open', { url, subscriptions: subscriptions.slice(1), count: PROJECTS - 1 });
  return { name, charging, subscribers, processes: [subscribers, others, charging, pushing] };
}

/** Charges each project once per tick, and returns the delays of the pushes. */
async function measure({ name, charging, subscribers }: Pair, durationMs: number): Promise<Sample> {
  await subscribers.call('forget', null);
  const begunAt = performance.now();
  const ticks = Math.round(durationMs / TICK_MS);
  const published: Promise<void>[] = [];
  for (let tick = 0; tick < ticks; tick += 1) {
    await sleep(Math.max(0, begunAt + tick * TICK_MS - performance.now()));
    published.push(charging.call('publish', { from: 0, projects: PROJECTS, lines: 1 }));
  }
  await Promise.all(published);
  const seconds = (performance.now() - begunAt) / 1_000;
  await subscribers.call('received', ticks);
  if (!(await subscribers.call('isGapless', null)))
    throw new Error(`${name}: transactions were lost, duplicated or out of order`);
  const delays = await subscribers.call('delays', await charging.call('publishedAt', null));
  return { ...delays, chargesPerSecond: (ticks * PROJECTS) / seconds };
}

function barOf(samples: readonly Sample[]): Bar {
  return {
    what: `${CHARGES_PER_SECOND.toLocaleString('en-US')} charges per second, two processes connected by NATS: p99 latency from commit to push in the other process`,
    measured: median(samples.map(({ p99Ms }) => p99Ms)),
    limit: { atMost: 20 },
    unit: ' ms',
  };
}

function tableOf(samples: ReadonlyMap<string, readonly Sample[]>): Table {
  return {
    caption: `One process charges ${PROJECTS} projects, another one pushes; medians of the rounds, from the commit to the arrival at the subscriber:`,
    columns: ['notified by', 'charges/s', 'p50 ms', 'p99 ms'],
    rows: [...samples].map(([name, own]) => [
      name,
      shown(median(own.map(({ chargesPerSecond }) => chargesPerSecond))),
      shown(median(own.map(({ p50Ms }) => p50Ms))),
      shown(median(own.map(({ p99Ms }) => p99Ms))),
    ]),
  };
}
