import { describe, expect, test } from '@jest/globals';
import { InOrder, SharedResults } from '../../../src/graphql/execution/shared-results.ts';

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

  reader(): { written: string[]; stopped: () => boolean; inOrder: InOrder } {
    const written: string[] = [];
    let isStopped = false;
    const outlet = { write: (bytes: Buffer) => written.push(bytes.toString()), room: () => null };
    const inOrder = new InOrder(this.results, outlet, { stop: () => (isStopped = true) });
    return { written, stopped: () => isStopped, inOrder };
  }
}

const [first, second, third] = [{ number: 1 }, { number: 2 }, { number: 3 }];

describe('the results that equal subscriptions share', () => {
  test('are worked out once for all of them, also for one that comes later', async () => {
    const desk = new Desk();
    const readers = Array.from({ length: 100 }, () => desk.reader());
    for (const { inOrder } of readers) inOrder.put([first]);
    await desk.finish(first, 'one');
    const late = desk.reader();
    late.inOrder.put([first]);
    expect(desk.begun).toEqual([first]);
    expect(readers.map(({ written }) => written)).toEqual(readers.map(() => ['one']));
    expect(late.written).toEqual(['one']);
  });

  test('are written in the order of the events, whichever is there first', async () => {
    const desk = new Desk();
    const { inOrder, written } = desk.reader();
    inOrder.put([first, second]);
    inOrder.put([third]);
    await desk.finish(third, 'three');
    await desk.finish(second, 'two');
    expect(written).toEqual([]);
    await desk.finish(first, 'one');
    expect(written).toEqual(['one', 'two', 'three']);
  });

  test('are written at once where working them out takes no time', () => {
    const results = new SharedResults(() => Buffer.from('at once'));
    const written: string[] = [];
    const outlet = { write: (bytes: Buffer) => written.push(bytes.toString()), room: () => null };
    new InOrder(results, outlet, { stop: fail }).put([first, second]);
    expect(written).toEqual(['at once', 'at once']);
  });

  test('tell everybody of a failure, after what came before it', async () => {
    const desk = new Desk();
    const readers = [desk.reader(), desk.reader()];
    for (const { inOrder } of readers) inOrder.put([first, second]);
    await desk.fail(second, 'broken');
    expect(readers.map(({ stopped }) => stopped())).toEqual([false, false]);
    await desk.finish(first, 'one');
    expect(readers.map(({ written }) => written)).toEqual([['one'], ['one']]);
    expect(readers.map(({ stopped }) => stopped())).toEqual([true, true]);
    for (const { inOrder } of readers) expect(() => inOrder.throwFailure()).toThrow('broken');
  });
});

function fail(): never {
  throw new Error('it was stopped');
}
