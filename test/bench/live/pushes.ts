import type { Contestant } from './contestants.ts';
import type { Delays } from './subscribers.ts';

/** Where the events of a measurement go to. */
export interface Audience {
  readonly subscribers: number;
  readonly projects: number;
  readonly events: number;
}

export interface PushSample extends Delays {
  readonly pushes: number;
  readonly seconds: number;
  /** Of the server, without what the same commits cost while nobody watches. */
  readonly serverMicros: number;
}

/** One line for every project, then, when all subscribers have it, the next: so many times. */
export async function measurePushes(
  { server, subscribers }: Contestant,
  { subscribers: count, projects, events }: Audience,
): Promise<PushSample> {
  await subscribers.call('forget', null);
  const begunAt = performance.now();
  const watched = await cpuOf(server, async () => {
    for (let event = 1; event <= events; event += 1) {
      await server.call('publish', { from: 0, projects, lines: 1 });
      await subscribers.call('received', event * count);
    }
  });
  const seconds = (performance.now() - begunAt) / 1000;
  const unwatched = await cpuOf(server, async () => {
    for (let event = 1; event <= events; event += 1) {
      await server.call('publish', { from: projects, projects, lines: 1 });
    }
  });
  const delays = await subscribers.call('delays', await server.call('publishedAt', null));
  return { ...delays, pushes: events * count, seconds, serverMicros: watched - unwatched };
}

async function cpuOf(server: Contestant['server'], work: () => Promise<void>): Promise<number> {
  const before = await server.call('cpuMicros', null);
  await work();
  return (await server.call('cpuMicros', null)) - before;
}

/** Writes to each socket for so many lines that are committed at once. */
export async function writesInBurst(
  { server, subscribers }: Contestant,
  { count, lines }: { count: number; lines: number },
): Promise<number> {
  await subscribers.call('forget', null);
  const before = await server.call('socketWrites', null);
  await server.call('publish', { from: 0, projects: 1, lines });
  await subscribers.call('received', lines * count);
  return ((await server.call('socketWrites', null)) - before) / count;
}
