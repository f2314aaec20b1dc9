import { expect, test } from '@jest/globals';
import { RepeatedPresses } from '../../../src/studio/pictures/perform/repeated-presses.ts';

function open() {
  const clock = { nowMs: 0 };
  return { clock, presses: new RepeatedPresses(() => clock.nowMs) };
}

function accept(presses: RepeatedPresses, submission: string): void {
  expect(presses.begin(submission)).toBe(true);
  presses.accepted();
  presses.end();
}

test('presses in quick succession send once, however long they last, and a press after a pause sends again', () => {
  const { clock, presses } = open();
  accept(presses, 'ring');
  for (clock.nowMs = 900; clock.nowMs < 9_000; clock.nowMs += 900) expect(presses.begin('ring')).toBe(false);
  clock.nowMs += 1_000;
  expect(presses.begin('ring')).toBe(true);
});

test('another submission is sent at once after an answer, and nothing while a request is under way', () => {
  const { presses } = open();
  accept(presses, 'ring');
  expect(presses.begin('watch')).toBe(true);
  expect(presses.begin('necklace')).toBe(false);
});

test('a submission that failed is sent again at once', () => {
  const { presses } = open();
  expect(presses.begin('ring')).toBe(true);
  presses.end();
  expect(presses.begin('ring')).toBe(true);
});
