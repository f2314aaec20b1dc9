import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BAR_GRANTS_MAX, barParts } from '../../src/studio/grants/bar-parts.ts';

const SOON = '2026-12-01T00:00:00.000Z';
const LATER = '2027-12-01T00:00:00.000Z';
const soonBefore = Date.parse('2026-12-05T00:00:00.000Z');
const left = (id: string, remaining: number, expiresAt: string | null = null) => ({ id, remaining, expiresAt });

test('each grant is a part of its own while it can be told from the next', () => {
  expect(barParts([left('a', 40, SOON), left('b', 60)], 100, soonBefore)).toEqual([
    { id: 'a', credits: 40, isSoon: true },
    { id: 'b', credits: 60, isSoon: false },
  ]);
});

test('small neighbours are one part, unless one of them expires soon and the other does not', () => {
  const small = [left('a', 1, SOON), left('b', 1, SOON), left('c', 1), left('d', 1, LATER)];
  expect(barParts([...small, left('e', 496)], 500, soonBefore)).toEqual([
    { id: 'a', credits: 2, isSoon: true },
    { id: 'c', credits: 2, isSoon: false },
    { id: 'e', credits: 496, isSoon: false },
  ]);
});

test('what is left of the grants beyond those told of is one part at the end', () => {
  const grants = Array.from({ length: 50 }, (_, index) => left(`grant ${index}`, 10));
  const parts = barParts(grants, 200_000, soonBefore);
  expect(parts.at(-1)).toEqual({ id: 'rest', credits: 200_000 - 10 * BAR_GRANTS_MAX, isSoon: false });
});

test('whatever the grants, the parts add up to the balance and are few', () => {
  const grant = fc.record({
    remaining: fc.integer({ min: 1, max: 10_000 }),
    expiresAt: fc.constantFrom(null, SOON, LATER),
  });
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 60 }), fc.nat(1_000_000), (grants, more) => {
      const named = grants.map((each, index) => ({ ...each, id: String(index) }));
      const balance = more + grants.reduce((sum, { remaining }) => sum + remaining, 0);
      const parts = barParts(named, balance, soonBefore);
      expect(parts.reduce((sum, { credits }) => sum + credits, 0)).toBe(balance);
      expect(parts.length).toBeLessThanOrEqual(BAR_GRANTS_MAX + 1);
    }),
  );
});
