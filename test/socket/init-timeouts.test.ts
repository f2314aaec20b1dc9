import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { InitTimeouts } from '../../src/socket/init-timeouts.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('each socket has its own deadline for connection_init, until it has sent it or has closed', () => {
  const timeouts = new InitTimeouts(3_000, () => Date.now());
  const late: string[] = [];
  const open = (name: string) => {
    const socket = { initTimedOut: () => void late.push(name) };
    timeouts.start(socket);
    return socket;
  };
  open('first');
  jest.advanceTimersByTime(1_000);
  const second = open('second');
  open('third');
  timeouts.cancel(second);
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
  timeouts.stop();
});
