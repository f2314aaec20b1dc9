import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TokenBuckets } from '../../src/server/token-buckets.ts';

/** Tokens that a message takes, and the pause before it beyond what the sender was told to wait. */
const messages = fc.array(
  fc.record({ tokens: fc.nat({ max: 5_000 }), pauseMs: fc.oneof(fc.constant(0), fc.nat({ max: 20_000 })) }),
  { minLength: 1, maxLength: 60 },
);
const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 1_000 }), burst: fc.integer({ min: 1, max: 10_000 }) });

/** Sums of parts of a token may miss the whole by a hair. */
const HAIR = 1e-6;

test('a debt of tokens is paid after the returned delay, and not two milliseconds before', () => {
  fc.assert(
    fc.property(rates, messages, (rate, sent) => {
      let nowMs = 1_000_000;
      const buckets = new TokenBuckets(rate, () => nowMs);
      for (const { tokens, pauseMs } of sent) {
        const waitMs = buckets.spend('a', tokens);
        if (waitMs > 2) {
          nowMs += waitMs - 2; // one may come of rounding up
          expect(buckets.spend('a', 0)).toBeGreaterThan(0);
          expect(buckets.take('a')).toBeGreaterThan(0);
          nowMs += 2;
        } else nowMs += waitMs;
        expect(buckets.spend('a', 0)).toBe(0);
        nowMs += pauseMs;
      }
    }),
  );
});

test('a refused request is allowed after the returned delay', () => {
  fc.assert(
    fc.property(rates, fc.array(fc.nat({ max: 3_000 }), { maxLength: 60 }), (rate, pausesMs) => {
      let nowMs = 1_000_000;
      const buckets = new TokenBuckets(rate, () => nowMs);
      buckets.spend('a', rate.burst);
      for (const pauseMs of pausesMs) {
        nowMs += pauseMs;
        const waitMs = buckets.take('a');
        if (waitMs === 0) continue;
        nowMs += waitMs;
        expect(buckets.take('a')).toBe(0);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a sender that waits for the returned delays never exceeds its rate plus a burst and one message', () => {
  fc.assert(
    fc.property(rates, messages, (rate, sent) => {
      let nowMs = 1_000_000;
      const buckets = new TokenBuckets(rate, () => nowMs);
      const taken: { atMs: number; tokens: number }[] = [];
      for (const { tokens, pauseMs } of sent) {
        taken.push({ atMs: nowMs, tokens });
        nowMs += buckets.spend('a', tokens) + pauseMs;
      }
      for (const [from, { atMs: fromMs }] of taken.entries()) {
        let sum = 0;
        for (const { atMs, tokens } of taken.slice(from)) {
          const allowed = rate.burst + (rate.perSecond * (atMs - fromMs)) / 1000;
          expect(sum).toBeLessThanOrEqual(allowed + HAIR); // before the last message, which may be owed
          sum += tokens;
        }
      }
    }),
  );
});

test('the debt grows by what is sent meanwhile, and is paid at the rate', () => {
  fc.assert(
    fc.property(rates, messages, (rate, sent) => {
      let nowMs = 1_000_000;
      const buckets = new TokenBuckets(rate, () => nowMs);
      buckets.spend('a', rate.burst); // nothing is left, so that from here on every token is owed
      let owed = 0;
      for (const { tokens } of sent) {
        nowMs += 10; // a sender that does not wait as long as it was told
        owed = Math.max(-rate.burst, owed - rate.perSecond / 100) + tokens;
        const waitMs = buckets.spend('a', tokens);
        const expectedMs = Math.max(0, (owed / rate.perSecond) * 1000);
        expect(waitMs).toBeGreaterThanOrEqual(expectedMs - HAIR);
        expect(waitMs).toBeLessThan(expectedMs + 1 + HAIR);
      }
    }),
  );
});
