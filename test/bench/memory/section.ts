import { type Contestant, openContestants } from '../live/contestants.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';

const RSS_MAX_MIB = 600;

/** Fewer sockets come and go within the pages that a process has anyway: what one of them costs cannot be told. */
const TELLABLE_MIN = 1_000;

interface Memory {
  readonly name: string;
  /** For each subscriber; of the process's free memory, which grows with the pace of what went before, nothing is in it. */
  readonly heldKib: number;
  /** For each subscriber, with that. */
  readonly residentKib: number;
  /** Of the whole process, with all subscribers. */
  readonly residentMib: number;
}

/** What a subscriber costs that waits, and what 10,000 of them come to. */
export async function memorySection(bench: Bench) {
  const { cluster, scale } = bench;
  const databaseUrl = await cluster.database('memory');
  const contestants = await openContestants(bench, databaseUrl, 2);
  const idle: Memory[] = [];
  for (const contestant of contestants) {
    bench.say(`  ${contestant.name}`);
    idle.push(await memoryOfIdle(contestant, scale.subscribers, scale.openSockets));
    await contestant.stop();
  }
  await cluster.drop('memory');
  const [ours, raw, documented] = idle;
  const [few, many] = [scale.subscribers, scale.openSockets].map((count) => count.toLocaleString('en-US'));
  const each = `an idle subscriber, from ${few} to ${many} subscribers: ratio of held memory to`;
  const tellable = judged(scale.openSockets - scale.subscribers);
  const bars: Bar[] = [
    { what: `${each} raw ws`, measured: ratio(ours, raw), limit: { atMost: 1.5 }, unit: '×', ...tellable },
    {
      what: `${each} Apollo + graphql-ws`,
      measured: ratio(ours, documented),
      limit: { atMost: 1 },
      unit: '×',
      ...tellable,
    },
    {
      what: `${many} subscribed sockets of one process: resident memory`,
      measured: ours?.residentMib ?? NaN,
      limit: { atMost: RSS_MAX_MIB },
      unit: ' MiB',
    },
  ];
  const table: Table = {
    caption:
      `Memory of an idle subscriber as ${few} become ${many}: held, when V8 has given back what it can; resident after ` +
      'ordinary full collections, with its young generation, which grows as fast as the sockets were opened:',
    columns: ['', 'held, KiB', 'resident, KiB', 'the process, MiB'],
    rows: idle.map(({ name, heldKib, residentKib, residentMib }) => [
      name,
      shown(heldKib),
      shown(residentKib),
      shown(residentMib),
    ]),
  };
  return { bars, tables: [table] };
}

function judged(sockets: number): Pick<Bar, 'notJudged'> {
  return sockets < TELLABLE_MIN ? { notJudged: `needs ${TELLABLE_MIN} sockets more, there were ${sockets}` } : {};
}

function ratio(ours: Memory | undefined, theirs: Memory | undefined): number {
  return (ours?.heldKib ?? NaN) / (theirs?.heldKib ?? NaN);
}

/** From some subscribers to many: code and caches, which come while a process warms up, stay out of it. */
async function memoryOfIdle(contestant: Contestant, few: number, many: number): Promise<Memory> {
  await contestant.watch(few, 1);
  const before = await memoryOf(contestant);
  await contestant.watch(many - few, 1);
  const after = await memoryOf(contestant);
  const kibEach = (bytes: number) => bytes / (many - few) / 1024;
  return {
    name: contestant.name,
    heldKib: kibEach(after.held - before.held),
    residentKib: kibEach(after.resident - before.resident),
    residentMib: after.resident / 2 ** 20,
  };
}

async function memoryOf({ server }: Contestant): Promise<{ resident: number; held: number }> {
  return { resident: await server.call('residentBytes', null), held: await server.call('heldBytes', null) };
}
