import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../measuring/statistics.ts';
import type { Contestant } from './contestants.ts';
import { graphqlSubscription } from './live-server.ts';
import { KEY } from '../servers/darkroom-calls.ts';

/** The buffers of two sockets of one machine hold some 6 MB; this fills them more than twice. */
const NOTE = 'x'.repeat(64 * 1024);
const EVENTS = 64;

/** Until the socket is gone: a second without reading, three in which the client may answer the close, and one more. */
export const CUT_OFF_WITHIN_SECONDS = 5;

/** Selects the note four times: 256 KiB a line, where the other subscribers are sent 250 bytes. */
const LARGE = `subscription Large($projectId: ID!) {
  balanceChanged(projectId: $projectId) {
    sequence
    transaction { a: note b: note c: note d: note }
  }
}`;

export interface SlowSubscriber {
  /** The others' p99, with the one that has stopped reading to that with one that reads. */
  readonly othersP99Ratio: number;
  /** Of so many rounds, in how many it was cut off. */
  readonly cutOff: number;
}

/** The contestant's subscribers stand already, and go on standing. */
export async function measureSlowSubscriber(
  contestant: Contestant,
  spare: Contestant['subscribers'],
  { count, rounds }: { count: number; rounds: number },
): Promise<SlowSubscriber> {
  const { server } = contestant;
  const url = await server.call('address', null);
  const [first] = await server.call('subscriptions', 1);
  const projectId = /prj_\w+/.exec(first?.subscribe ?? '')?.[0] ?? '';
  const subscription = graphqlSubscription(projectId, {
    authorization: `Bearer ${KEY}`,
    query: LARGE,
    standsWith: 'line',
  });
  const ratios: number[] = [];
  let cutOff = 0;
  for (let round = 0; round < rounds; round += 1) {
    const p99Of = async (isStalled: boolean) => {
      await spare.call('open', { url, subscriptions: [subscription], count: 1 });
      const sockets = await server.call('openSockets', null);
      if (isStalled) await spare.call('stallLast', null);
      const p99Ms = await flood(contestant, count);
      if (isStalled && (await isCutOff(server, sockets))) cutOff += 1;
      await spare.call('closeAll', null);
      return p99Ms;
    };
    const reading = await p99Of(false);
    ratios.push((await p99Of(true)) / reading);
  }
  return { othersP99Ratio: median(ratios), cutOff: cutOff / rounds };
}

/** The p99 of the subscribers that are sent little, while there is much to send to another. */
async function flood({ server, subscribers }: Contestant, count: number): Promise<number> {
  await subscribers.call('forget', null);
  for (let event = 1; event <= EVENTS; event += 1) {
    await server.call('publish', { from: 0, projects: 1, lines: 1, note: NOTE });
    await subscribers.call('received', event * count);
  }
  return (await subscribers.call('delays', await server.call('publishedAt', null))).p99Ms;
}

async function isCutOff(server: Contestant['server'], sockets: number): Promise<boolean> {
  const until = performance.now() + CUT_OFF_WITHIN_SECONDS * 1000;
  while (performance.now() < until) {
    if ((await server.call('openSockets', null)) < sockets) return true;
    await sleep(50);
  }
  return false;
}
