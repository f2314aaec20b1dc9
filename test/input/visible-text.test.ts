import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldedName, isBlank } from '../../src/input/visible-text.ts';
import { anyCharacter } from '../support/any-character.ts';

const text = fc.string({ unit: anyCharacter, maxLength: 40 });
const UNSEEN = ['\u200b', '\u00ad', '\ufe0f', '\u2066', '\u3164', '\u{e0041}', '\u0000', '\ufffa'];

test.each([
  ['Straße', 'STRASSE'],
  ['STRAẞE', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['Zoë', 'zoe\u0308'],
  ['ﬁne ① Ａ', 'FINE 1 a'],
  [' a \t b ', 'A B'],
  ['sys\u200btem', 'system'],
])('%j and %j are one name', (one, other) => {
  expect(foldedName(one)).toBe(foldedName(other));
});

test.each([
  ['ada', 'eda'],
  ['a b', 'ab'],
  ['Zoë', 'Zoe'],
])('%j and %j are two', (one, other) => {
  expect(foldedName(one)).not.toBe(foldedName(other));
});

test('a name stays the same when it is folded again, changes its case or is written apart', () => {
  fc.assert(
    fc.property(text, (name) => {
      const folded = foldedName(name);
      expect(foldedName(folded)).toBe(folded);
      expect(foldedName(name.normalize('NFD'))).toBe(folded);
      expect(foldedName(name.normalize('NFKC'))).toBe(folded);
    }),
    { numRuns: 5_000 },
  );
});

test('each character of Unicode stays the same name in either case, decomposed and folded again', () => {
  const differing: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const one = String.fromCodePoint(code);
    if (!one.isWellFormed()) continue;
    const folded = foldedName(one);
    const forms = [folded, one.normalize('NFD'), one.toLowerCase(), one.toUpperCase()];
    if (forms.some((form) => foldedName(form) !== folded)) differing.push(one);
  }
  expect(differing).toEqual([]);
});

test('invisible characters neither form nor distinguish names', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.nat(20), fc.constantFrom(...UNSEEN), (name, place, unseen) => {
      expect(foldedName(name.slice(0, place) + unseen + name.slice(place))).toBe(foldedName(name));
      expect(isBlank(unseen.repeat(place))).toBe(true);
    }),
  );
});
