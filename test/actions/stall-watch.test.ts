import { expect, test } from '@jest/globals';
import { type Seen, StallWatch, type Watched } from '../../src/actions/stall-watch.ts';

const WORKERS = 2;

/** How many looks, one a second, until the pool is given up; null: never within ten minutes. */
function looksUntilGivenUp(of: (look: number) => { readonly pool: Watched; readonly seen: Seen }): number | null {
  const watch = new StallWatch();
  for (let look = 0; look < 600; look += 1) {
    const { pool, seen } = of(look);
    if (watch.look(pool, WORKERS, seen) !== null) return look;
  }
  return null;
}

test('a pool whose free workers fetch nothing is replaced after 8 seconds', () => {
  expect(looksUntilGivenUp(() => ({ pool: { signs: 7, running: 1 }, seen: 0 }))).toBe(8);
});

test('a pool that fetches every 2 seconds is never replaced, nor a busy one while a task may still end', () => {
  expect(looksUntilGivenUp((look) => ({ pool: { signs: look >> 1, running: 0 }, seen: 3_000 }))).toBeNull();
  expect(looksUntilGivenUp((look) => ({ pool: { signs: Math.floor(look / 180), running: 2 }, seen: 9 }))).toBeNull();
});

test('a pool whose tasks never end is replaced after 4 minutes', () => {
  expect(looksUntilGivenUp(() => ({ pool: { signs: 2, running: 2 }, seen: 9 }))).toBe(240);
});

test('no pool is replaced while the database is unavailable, and the limits start anew afterwards', () => {
  const away = (look: number): Seen => (look < 100 ? 'away' : 1);
  expect(looksUntilGivenUp(() => ({ pool: { signs: 1, running: 0 }, seen: 'away' }))).toBeNull();
  expect(looksUntilGivenUp((look) => ({ pool: { signs: 1, running: 0 }, seen: away(look) }))).toBe(107);
});
