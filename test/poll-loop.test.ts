import { afterEach, expect, test } from '@jest/globals';
import { PollLoop } from '../src/poll-loop.ts';
import { until } from './support/until.ts';

const A_DAY_MS = 86_400_000;

let loop: PollLoop;
afterEach(() => loop.stop());

/** A loop over tasks that end when the test ends them. */
function loopOver(due: number, concurrency: number, intervalMs = A_DAY_MS) {
  const state = { due, polls: [] as number[], end: [] as (() => void)[] };
  const poll = async (free: number) => {
    state.polls.push(free);
    const begun = Math.min(free, state.due);
    state.due -= begun;
    return Array.from({ length: begun }, () => new Promise<void>((resolve) => state.end.push(resolve)));
  };
  loop = new PollLoop({ poll, concurrency, intervalMs });
  loop.start();
  return state;
}

test('no more tasks run at once than allowed, and the end of a task lets the next one start', async () => {
  const state = loopOver(3, 2);
  await until(() => state.end.length === 2);
  loop.wake();
  state.end[0]?.();
  await until(() => state.end.length === 3);
  expect(state.polls).toEqual([2, 1]);
  for (const end of state.end) end();
  await loop.finished();
});

test('a task that becomes due starts when the loop is woken, or after the interval', async () => {
  const woken = loopOver(0, 1);
  await until(() => woken.polls.length === 1);
  woken.due = 1;
  loop.wake();
  await until(() => woken.end.length === 1);
  expect(woken.polls).toEqual([1, 1]);
  woken.end[0]?.();
  await loop.stop();

  const waiting = loopOver(0, 1, 1);
  await until(() => waiting.polls.length === 1);
  waiting.due = 1;
  await until(() => waiting.end.length === 1);
  waiting.end[0]?.();
});

test('a stopped loop starts no task, and has finished when its tasks have ended', async () => {
  const state = loopOver(1, 2, 1);
  await until(() => state.end.length === 1);
  await loop.stop();
  const { length: polls } = state.polls;
  let isFinished = false;
  const finished = loop.finished().then(() => (isFinished = true));
  loop.wake();
  expect([loop.isStopping, isFinished]).toEqual([true, false]);
  state.end[0]?.();
  await finished;
  expect(state.polls).toHaveLength(polls);
});
