import path from 'node:path';
import type { BenchProcess } from '../processes/bench-process.ts';
import type { Bench } from '../section.ts';
import type { DarkroomCalls, DarkroomSettings } from '../servers/darkroom-calls.ts';
import type { LiveServerCalls } from './live-server.ts';
import type { SubscribersCalls } from './subscribers.ts';

export const CONTESTANTS = ['darkroom', 'raw ws broadcast', 'Apollo + graphql-ws'] as const;
export type ContestantName = (typeof CONTESTANTS)[number];

/** A live server, and its subscribers in another process. */
export interface Contestant {
  readonly name: ContestantName;
  readonly server: Pick<BenchProcess<LiveServerCalls>, 'call'>;
  readonly subscribers: BenchProcess<SubscribersCalls>;
  /** Opens so many sockets, in turns on the first so many projects, and waits until all of them are sent lines. */
  watch(count: number, projects: number): Promise<void>;
  stop(): Promise<void>;
}

/** `databaseUrl`: Darkroom's. It makes so many projects there. */
export async function openContestants(bench: Bench, databaseUrl: string, projects: number): Promise<Contestant[]> {
  const darkroom = await startDarkroom(bench, databaseUrl);
  await darkroom.call('makeProjects', projects);
  const raw = await bench.start<LiveServerCalls>('live/raw-broadcast-server.ts', {});
  const documented = await bench.start<LiveServerCalls>('live/graphql-ws-server.ts', {});
  return Promise.all([
    contestant(bench, 'darkroom', darkroom),
    contestant(bench, 'raw ws broadcast', raw),
    contestant(bench, 'Apollo + graphql-ws', documented),
  ]);
}

export function startDarkroom(
  { start, cluster }: Bench,
  databaseUrl: string,
  { natsUrl = null, hasMetrics = false }: Partial<Pick<DarkroomSettings, 'natsUrl' | 'hasMetrics'>> = {},
): Promise<BenchProcess<DarkroomCalls>> {
  const dataFolder = path.join(cluster.folder, 'pictures');
  const settings: DarkroomSettings = { databaseUrl, natsUrl, dataFolder, hasMetrics };
  return start<DarkroomCalls>('servers/darkroom-server.ts', settings);
}

async function contestant(
  bench: Bench,
  name: ContestantName,
  server: BenchProcess<LiveServerCalls>,
): Promise<Contestant> {
  const subscribers = await bench.start<SubscribersCalls>('live/subscribers-process.ts', {});
  return {
    name,
    server,
    subscribers,
    async watch(count, projects) {
      const url = await server.call('address', null);
      const subscriptions = await server.call('subscriptions', projects);
      await subscribers.call('open', { url, subscriptions, count });
      for (let arrived = 0; arrived < count;) {
        await subscribers.call('forget', null);
        await server.call('publish', { from: 0, projects, lines: 1 });
        arrived = await settledLines(subscribers);
      }
    },
    async stop() {
      await subscribers.stop();
      await server.stop();
    },
  };
}

/** The lines that have come once no more come. */
async function settledLines(subscribers: BenchProcess<SubscribersCalls>): Promise<number> {
  for (let before = -1; ;) {
    const lines = await subscribers.call('lines', null);
    if (lines === before) return lines;
    before = lines;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
