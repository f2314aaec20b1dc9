import { quantile } from '../measuring/statistics.ts';
import { answerCalls, settings } from '../processes/answer-calls.ts';
import { LightSocket } from './light-socket.ts';
import { sharedClockMs, type Subscription } from './live-server.ts';
import type { SubscribersCalls } from './subscribers.ts';

/** Sockets that are being opened at once: a server takes 511 that have not been accepted yet. */
const OPENING_MAX = 200;

const PATIENCE_MS = 60_000; // 1 minute

interface Subscriber {
  readonly socket: LightSocket;
  /** Of the last line; 0 before the first. */
  sequence: number;
}

await settings();
const subscribers: Subscriber[] = [];
const arrivals: { readonly sequence: number; readonly atMs: number }[] = [];
let lines = 0;
let isGapless = true;
let awaited: { readonly lines: number; readonly resolve: () => void } | null = null;

answerCalls<SubscribersCalls>({
  async open({ url, subscriptions, count }) {
    let opened = 0;
    const openNext = async (): Promise<void> => {
      while (opened < count) {
        const subscription = subscriptions[opened % subscriptions.length];
        opened += 1;
        if (subscription) await open(url, subscription);
      }
    };
    await Promise.all(Array.from({ length: Math.min(OPENING_MAX, count) }, openNext));
  },
  async received(wanted) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const impatient = setTimeout(() => reject(new Error(`${lines} of ${wanted} lines arrived`)), PATIENCE_MS);
    awaited = { lines: wanted, resolve };
    look();
    await promise;
    clearTimeout(impatient);
  },
  lines: async () => lines,
  async delays(publishedAt) {
    const delays = arrivals.flatMap(({ sequence, atMs }) => {
      const at = publishedAt.get(sequence);
      return at === undefined ? [] : [atMs - at];
    });
    return { p50Ms: quantile(delays, 0.5), p99Ms: quantile(delays, 0.99) };
  },
  isGapless: async () => isGapless,
  async forget() {
    lines = 0;
    arrivals.length = 0;
  },
  async stallLast() {
    subscribers.at(-1)?.socket.stall();
  },
  async closeAll() {
    for (const { socket } of subscribers.splice(0)) socket.destroy();
  },
});

function open(url: string, { path, protocol, init, subscribe, standsWith }: Subscription): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = new LightSocket(new URL(path, url), protocol);
  const subscriber: Subscriber = { socket, sequence: 0 };
  socket.on('open', () => {
    if (init !== null) socket.send(init);
    if (standsWith === 'socket') resolve();
  });
  socket.on('message', (message) => {
    if (message.includes('"connection_ack"')) {
      if (subscribe !== null) socket.send(subscribe);
      if (standsWith === 'answer') resolve();
    } else if (take(subscriber, message)) resolve();
  });
  socket.on('close', (code) => reject(new Error(`the server closed the socket: ${code}`)));
  subscribers.push(subscriber);
  return promise;
}

const SEQUENCE = Buffer.from('"sequence":');

/** Whether the message was a line, or the balance with which a subscription opens. */
function take(subscriber: Subscriber, message: Buffer): boolean {
  const at = message.indexOf(SEQUENCE);
  if (at < 0) {
    if (message.includes('"error"')) throw new Error(`a subscription failed: ${message.toString()}`);
    return false;
  }
  const sequence = Number.parseInt(message.toString('latin1', at + SEQUENCE.length, at + SEQUENCE.length + 10), 10);
  if (subscriber.sequence !== 0 && sequence !== subscriber.sequence + 1) isGapless = false;
  subscriber.sequence = sequence;
  lines += 1;
  arrivals.push({ sequence, atMs: sharedClockMs() });
  look();
  return true;
}

function look(): void {
  if (awaited === null || lines < awaited.lines) return;
  awaited.resolve();
  awaited = null;
}
