import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RepeatedPresses } from '../../../src/studio/pictures/perform/repeated-presses.ts';
import { affordable, variationsOf } from '../../../src/studio/pictures/perform/variations.ts';

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

test('the variations of one press have keys of their own, the same whenever asked, and given seeds that all differ', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 4 }), (seed, count) => {
      const input = { projectId: 'prj_1', maxCredits: 5, seed, prompt: 'A ring' };
      const sent = variationsOf({ submission: { kind: 'PROMPT', input }, count }, 'key');
      expect(sent).toEqual(variationsOf({ submission: { kind: 'PROMPT', input }, count }, 'key'));
      expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(count);
      const seeds = sent.map(({ submission }) => submission.input.seed ?? -1);
      expect(seeds[0]).toBe(seed);
      expect(new Set(seeds).size).toBe(count);
      for (const each of seeds) expect(each >= 0 && each < 2 ** 31).toBe(true);
    }),
  );
});

test('a balance pays for as many as it covers, and a price of nothing for all', () => {
  expect([affordable(4, 5, 20), affordable(4, 5, 17), affordable(4, 5, 4), affordable(4, 0, 0)]).toEqual([4, 3, 0, 4]);
});
