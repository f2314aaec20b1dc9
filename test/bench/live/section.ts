import { median, medianRatio } from '../measuring/statistics.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';
import { type Contestant, type ContestantName, openContestants } from './contestants.ts';
import { measurePushes, type PushSample, writesInBurst } from './pushes.ts';
import { CUT_OFF_WITHIN_SECONDS, measureSlowSubscriber, type SlowSubscriber } from './slow-subscriber.ts';
import type { SubscribersCalls } from './subscribers.ts';

/** Charges that are made at once. */
const BURST = 64;

type Samples = ReadonlyMap<ContestantName, readonly PushSample[]>;

/** What a push costs beside sockets that are written to and nothing else, and beside what everybody wires. */
export async function liveSection(bench: Bench) {
  const { cluster, scale } = bench;
  const { subscribers: count, subscribedProjects, rounds } = scale;
  const databaseUrl = await cluster.database('live');
  const contestants = await openContestants(bench, databaseUrl, 2 * subscribedProjects);
  const [darkroom] = contestants;
  if (!darkroom) throw new Error('nobody was started');
  const one = await measureAudience(bench, contestants, 1);
  const writes = await writesInBurst(darkroom, { count, lines: BURST });
  const spare = await bench.start<SubscribersCalls>('live/subscribers-process.ts', {});
  bench.say('  a subscriber that stops reading');
  const slow = await measureSlowSubscriber(darkroom, spare, { count, rounds });
  for (const { subscribers } of contestants) await subscribers.call('closeAll', null);
  const many = await measureAudience(bench, contestants, subscribedProjects);
  for (const { name, subscribers } of contestants) {
    if (!(await subscribers.call('isGapless', null))) throw new Error(`${name} lost, doubled or reordered a line`);
  }
  for (const contestant of contestants) await contestant.stop();
  await cluster.drop('live');
  return {
    bars: [
      ...barsOf(one, count, 1),
      ...oneProjectBars(one, count, writes, slow),
      ...barsOf(many, count, subscribedProjects),
    ],
    tables: [tableOf(one, count, 1), tableOf(many, count, subscribedProjects)],
  };
}

async function measureAudience({ scale, say }: Bench, contestants: readonly Contestant[], projects: number) {
  const { subscribers, rounds, eventsPerRound: events } = scale;
  const samples = new Map<ContestantName, PushSample[]>(contestants.map(({ name }) => [name, []]));
  for (const contestant of contestants) await contestant.watch(subscribers, projects);
  for (let round = 0; round <= rounds; round += 1) {
    say(`  ${subscribers} subscribers, projects: ${projects}, round ${round} of ${rounds}`);
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const sample = await measurePushes(contestant, { subscribers, projects, events });
      if (round > 0) samples.get(contestant.name)?.push(sample); // the first one warms up
    }
  }
  return samples;
}

const microsPerPush = ({ serverMicros, pushes }: PushSample): number => serverMicros / pushes;

function ratioTo(samples: Samples, theirs: ContestantName, figure: (sample: PushSample) => number): number {
  return medianRatio(samples.get('darkroom') ?? [], samples.get(theirs) ?? [], figure);
}

function barsOf(samples: Samples, count: number, projects: number): Bar[] {
  const who = audience(count, projects);
  const toRaw = ratioTo(samples, 'raw ws broadcast', microsPerPush);
  const toDocumented = ratioTo(samples, 'Apollo + graphql-ws', microsPerPush);
  return [
    {
      what: `${who}: ratio of CPU time per push to a raw ws broadcast`,
      measured: toRaw,
      limit: { atMost: 1.5 },
      unit: '×',
    },
    {
      what: `${who}: ratio of CPU time per push to Apollo + graphql-ws`,
      measured: toDocumented,
      limit: { atMost: 0.25 },
      unit: '×',
    },
  ];
}

function oneProjectBars(samples: Samples, count: number, writes: number, slow: SlowSubscriber): Bar[] {
  const who = audience(count, 1);
  const p99 = ratioTo(samples, 'raw ws broadcast', ({ p99Ms }) => p99Ms);
  const { othersP99Ratio, cutOff } = slow;
  return [
    {
      what: `${who}: ratio of p99 latency from commit to push to a raw ws broadcast`,
      measured: p99,
      limit: { atMost: 3 },
      unit: '×',
    },
    {
      // Group commit takes the first at once, and those that came meanwhile together.
      what: `${BURST} charges at once, in two commits: writes to each socket`,
      measured: writes,
      limit: { atMost: 2 },
      unit: '',
    },
    {
      what: `one subscriber stops reading: ratio of the other subscribers' p99 latency to before`,
      measured: othersP99Ratio,
      limit: { atMost: 1.2 },
      unit: '×',
    },
    {
      what: `one subscriber stops reading: share of the runs in which it was disconnected within ${CUT_OFF_WITHIN_SECONDS} s`,
      measured: cutOff,
      limit: { atLeast: 1 },
      unit: '',
    },
  ];
}

function tableOf(samples: Samples, count: number, projects: number): Table {
  const figures: [string, (sample: PushSample) => number][] = [
    ['CPU µs a push', microsPerPush],
    ['pushes/s', ({ pushes, seconds }) => pushes / seconds],
  ];
  if (projects === 1) {
    figures.push(['commit to push: p50 ms', ({ p50Ms }) => p50Ms], ['p99 ms', ({ p99Ms }) => p99Ms]);
  }
  return {
    caption: `${audience(count, projects)}, one line for each project at once:`,
    columns: ['', ...figures.map(([column]) => column)],
    rows: [...samples].map(([name, own]) => [name, ...figures.map(([, figure]) => shown(median(own.map(figure))))]),
  };
}

function audience(count: number, projects: number): string {
  const shownCount = count.toLocaleString('en-US');
  return projects === 1
    ? `${shownCount} subscribers of one project`
    : `${shownCount} subscribers over ${projects} projects`;
}
