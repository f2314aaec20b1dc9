import { type Contestant, openContestants, startDarkroom } from '../live/contestants.ts';
import type { SubscribersCalls } from '../live/subscribers.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';

const RSS_MAX_MIB = 600;

interface Memory {
  readonly name: string;
  /** Without the free room of the heap; see `MemoryUse`. For each subscriber. */
  readonly usedKib: number;
  readonly residentKib: number;
}

/** What a subscriber costs that waits, and what 10,000 of them come to. */
export async function memorySection(bench: Bench) {
  const { cluster, scale } = bench;
  const databaseUrl = await cluster.database('memory');
  const contestants = await openContestants(bench, databaseUrl, 2);
  const idle: Memory[] = [];
  for (const contestant of contestants) {
    idle.push(await memoryOfIdle(contestant, scale.subscribers));
    await contestant.stop();
  }
  bench.say(`  ${scale.openSockets} sockets`);
  const rssMib = await memoryOfMany(bench, databaseUrl);
  await cluster.drop('memory');
  const [ours, raw, documented] = idle.map(({ usedKib }) => usedKib);
  const count = scale.subscribers.toLocaleString('en-US');
  const bars: Bar[] = [
    {
      what: `${count} idle subscribers: memory each to raw ws's`,
      measured: (ours ?? NaN) / (raw ?? NaN),
      limit: { atMost: 1.5 },
      unit: '×',
    },
    {
      what: `${count} idle subscribers: memory each to Apollo + graphql-ws's`,
      measured: (ours ?? NaN) / (documented ?? NaN),
      limit: { atMost: 1 },
      unit: '×',
    },
    {
      what: `${scale.openSockets.toLocaleString('en-US')} open sockets, all subscribed, on one process: resident memory`,
      measured: rssMib,
      limit: { atMost: RSS_MAX_MIB },
      unit: ' MiB',
    },
  ];
  const table: Table = {
    caption: `Memory of an idle subscriber, of ${count}, after full collections; in use is resident memory without the free room of V8's heap:`,
    columns: ['', 'in use, KiB', 'resident, KiB'],
    rows: idle.map(({ name, usedKib, residentKib }) => [name, shown(usedKib), shown(residentKib)]),
  };
  return { bars, tables: [table] };
}

/** What was there before, code and caches, is warmed up by a few subscribers and is not counted. */
async function memoryOfIdle(contestant: Contestant, count: number): Promise<Memory> {
  const { name, server, subscribers } = contestant;
  await contestant.watch(Math.min(50, count), 1);
  await subscribers.call('closeAll', null);
  const before = await server.call('memory', null);
  await contestant.watch(count, 1);
  const after = await server.call('memory', null);
  return {
    name,
    usedKib: (after.usedBytes - before.usedBytes) / count / 1024,
    residentKib: (after.residentBytes - before.residentBytes) / count / 1024,
  };
}

async function memoryOfMany(bench: Bench, databaseUrl: string): Promise<number> {
  const server = await startDarkroom(bench, databaseUrl);
  await server.call('makeProjects', 1);
  const subscribers = await bench.start<SubscribersCalls>('live/subscribers-process.ts', {});
  const url = await server.call('address', null);
  const subscriptions = await server.call('subscriptions', 1);
  await subscribers.call('open', { url, subscriptions, count: bench.scale.openSockets });
  const { residentBytes } = await server.call('memory', null);
  await subscribers.stop();
  await server.stop();
  return residentBytes / 2 ** 20;
}
