import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { FirstWords } from '../../src/socket/first-words.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('each socket has its own time to begin, and who has begun or gone is left alone', () => {
  const firstWords = new FirstWords(3_000, () => Date.now());
  const late: string[] = [];
  const open = (name: string) => {
    const socket = { tooLate: () => void late.push(name) };
    firstWords.await(socket);
    return socket;
  };
  open('first');
  jest.advanceTimersByTime(1_000);
  const second = open('second');
  open('third');
  firstWords.forget(second);
  jest.advanceTimersByTime(1_999);
  expect(late).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(late).toEqual(['first']);
  jest.advanceTimersByTime(999);
  expect(late).toEqual(['first']);
  jest.advanceTimersByTime(1);
  expect(late).toEqual(['first', 'third']);
  open('later');
  jest.advanceTimersByTime(3_000);
  expect(late).toEqual(['first', 'third', 'later']);
  firstWords.stop();
});
