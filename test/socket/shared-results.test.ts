import { describe, expect, test } from '@jest/globals';
import { SharedResults } from '../../src/socket/shared-results.ts';
import { type SubscriptionRequest, type SubscriptionGroup, Subscriber } from '../../src/socket/subscriber.ts';

/** Events whose results are there when the test says so. */
class Desk {
  readonly begun: object[] = [];
  readonly results = new SharedResults((event) => {
    this.begun.push(event);
    return new Promise((resolve, reject) => this.#open.set(event, { resolve, reject }));
  });
  readonly #open = new Map<object, { resolve: (bytes: Buffer) => void; reject: (error: Error) => void }>();

  async finish(event: object, text: string): Promise<void> {
    this.#open.get(event)?.resolve(Buffer.from(text));
    await Promise.resolve();
  }

  async fail(event: object, message: string): Promise<void> {
    this.#open.get(event)?.reject(new Error(message));
    await new Promise(setImmediate);
  }

  reader(): Reader {
    return readerOf(this.results);
  }
}

interface Reader {
  readonly subscriber: Subscriber;
  readonly written: string[];
  readonly stopped: () => boolean;
  /** What the stream ends with. */
  readonly end: Promise<unknown>;
}

function readerOf(results: SharedResults): Reader {
  const written: string[] = [];
  let isStopped = false;
  const sink = { writeResult: (_encodedId: string, bytes: Buffer) => written.push(bytes.toString()), room: () => null };
  const request = {} as SubscriptionRequest; // nothing is executed here
  const group: SubscriptionGroup = { request, results, join: () => group, leave: (failure) => failure };
  const watch = { run: () => undefined, stop: () => (isStopped = true) };
  const subscriber = new Subscriber(group, sink, '"1"').streamOf(watch);
  const end = subscriber.next();
  end.catch(() => undefined); // told to who asks for it
  return { subscriber, written, stopped: () => isStopped, end };
}

const [first, second, third] = [{ number: 1 }, { number: 2 }, { number: 3 }];

describe('the results that equal subscriptions share', () => {
  test('are computed once for all of them, also for later ones', async () => {
    const desk = new Desk();
    const readers = Array.from({ length: 100 }, () => desk.reader());
    for (const { subscriber } of readers) subscriber.put([first]);
    await desk.finish(first, 'one');
    const late = desk.reader();
    late.subscriber.put([first]);
    expect(desk.begun).toEqual([first]);
    expect(readers.map(({ written }) => written)).toEqual(readers.map(() => ['one']));
    expect(late.written).toEqual(['one']);
  });

  test('are written in the order of the events, whichever is computed first', async () => {
    const desk = new Desk();
    const { subscriber, written } = desk.reader();
    subscriber.put([first, second]);
    subscriber.put([third]);
    await desk.finish(third, 'three');
    await desk.finish(second, 'two');
    expect(written).toEqual([]);
    await desk.finish(first, 'one');
    expect(written).toEqual(['one', 'two', 'three']);
  });

  test('are written at once if they are computed synchronously', () => {
    const { subscriber, written } = readerOf(new SharedResults(() => Buffer.from('at once')));
    subscriber.put([first, second]);
    expect(written).toEqual(['at once', 'at once']);
  });

  test('report a failure to all, after the earlier results', async () => {
    const desk = new Desk();
    const readers = [desk.reader(), desk.reader()];
    for (const { subscriber } of readers) subscriber.put([first, second]);
    await desk.fail(second, 'broken');
    expect(readers.map(({ stopped }) => stopped())).toEqual([false, false]);
    await desk.finish(first, 'one');
    expect(readers.map(({ written }) => written)).toEqual([['one'], ['one']]);
    expect(readers.map(({ stopped }) => stopped())).toEqual([true, true]);
    for (const { end } of readers) await expect(end).rejects.toThrow('broken');
  });

  test('are not written to subscriptions that have ended', async () => {
    const desk = new Desk();
    const { subscriber, written, end } = desk.reader();
    subscriber.put([first]);
    subscriber.end(null);
    await desk.finish(first, 'one');
    expect(written).toEqual([]);
    expect(await end).toEqual({ done: true, value: undefined });
  });
});
