import { describe, expect, test } from '@jest/globals';
import { luma } from '../../../src/engines/builtin/pixels/colour.ts';
import { belongingOf } from '../../../src/engines/builtin/words/belonging.ts';
import { namedColours } from '../../../src/engines/builtin/words/colours.ts';
import { readEdit, whyNoEdit } from '../../../src/engines/builtin/edit-words.ts';
import { lookOf, NEUTRAL } from '../../../src/engines/builtin/words/looks.ts';
import { undrawn } from '../../../src/engines/builtin/undrawn.ts';
import { wordsOf } from '../../../src/engines/builtin/words/words.ts';
import { namedSubjects } from '../../../src/engines/builtin/subjects/choose.ts';

const coloursIn = (text: string): readonly unknown[] => namedColours(wordsOf(text)).map(({ colour }) => colour);

describe('words', () => {
  test('are read without case, accents and plurals, and a negation takes back what follows it', () => {
    expect(wordsOf('Two Cafés, no SHADOWS, without glasses')).toEqual(['two', 'cafe']);
    expect(wordsOf(null, 'Sunglasses & dresses')).toEqual(['sunglass', 'dress']);
    expect(wordsOf('black and white')).toEqual(['monochrome']);
  });

  test('colours are known by name, by shade and by code', () => {
    expect(coloursIn('teal')).toEqual([[0x1d, 0x7f, 0x81]]);
    expect(coloursIn('#f80 and #0080FF')).toEqual([
      [255, 136, 0],
      [0, 128, 255],
    ]);
    expect(coloursIn('rose gold')).toHaveLength(1);
    expect(coloursIn('golden hour')).toEqual([]);
    const brightness = (text: string): number[] => namedColours(wordsOf(text)).map(({ colour }) => luma(colour));
    expect(brightness('pale red')[0]).toBeGreaterThan(brightness('red')[0] ?? 255);
    expect(brightness('dark red')[0]).toBeLessThan(brightness('red')[0] ?? 0);
  });

  test('a colour goes to the thing behind it, or before it with "in", and else to the scene', () => {
    const words = wordsOf('red shoe and a dress in green on a blue wall');
    const { ofThings, ofScene } = belongingOf(
      words,
      namedSubjects(words).map(({ places }) => places),
    );
    expect(ofThings).toEqual([coloursIn('red'), coloursIn('green')]);
    expect(ofScene).toEqual(coloursIn('blue'));
  });

  test('what a thing comes in is not a second thing', () => {
    expect(namedSubjects(wordsOf('perfume bottle'))).toHaveLength(1);
    expect(namedSubjects(wordsOf('a ring with a gem'))).toHaveLength(1);
    expect(namedSubjects(wordsOf('a bottle and a book'))).toHaveLength(2);
  });

  test('a number counts the thing after it, in five languages', () => {
    const countsIn = (text: string) => namedSubjects(wordsOf(text)).map(({ count }) => count);
    const kindsIn = (text: string) => namedSubjects(wordsOf(text)).map(({ subject }) => subject);
    const [can] = kindsIn('a can');
    for (const text of [
      'three red cans',
      'drei rote Dosen auf einem Holztisch',
      'trois canettes devant une plage',
      'tres latas rojas',
      'tre lattine su un tavolo',
    ]) {
      expect([text, kindsIn(text), countsIn(text)]).toEqual([text, [can], [3]]);
    }
    expect(countsIn('two cups and a lamp')).toEqual([2, 1]);
    expect(countsIn('can you draw a ring')).toEqual([1]);
  });

  test('a word that is English stays English, unless its language is told by the words beside it', () => {
    expect(wordsOf('a hut on a rock')).toEqual(['a', 'hut', 'on', 'a', 'rock']);
    expect(wordsOf('ein roter Hut')).toEqual(['ein', 'red', 'hat']);
    expect(wordsOf('silver or gold')).toEqual(['silver', 'or', 'gold']);
    expect(wordsOf('une bague en or')).toContain('gold');
  });

  test('what cannot be drawn is told as it was written, and what is not to be there is not', () => {
    expect(undrawn('Three cans on a meadow with a Unicorn, no clowns')).toEqual(['Unicorn']);
    expect(undrawn('Eine Halskette vor einer weißen Wand')).toEqual([]);
    expect(undrawn('a silver necklace, soft light, grey marble')).toEqual([]);
  });

  test('an edit that would change nothing is known by its words, and one that compares changes the picture again', () => {
    const words = (prompt: string) => ({ prompt, model: null, styling: null, background: null });
    const before = words('a can in sepia');
    expect(whyNoEdit(before, before)).toContain('the words that the picture was made from');
    expect(whyNoEdit(words('a nice Unicorn'), before)).toContain('did not understand: Unicorn');
    expect(whyNoEdit(words('darker'), words('darker'))).toBeNull();
    expect(whyNoEdit(words('in sepia'), before)).toBeNull();
    const onBeach = (prompt: string) => ({ ...words(prompt), background: 'a dark beach' });
    expect(whyNoEdit(onBeach('a nice unicorn'), before)).toBeNull();
    expect(whyNoEdit(onBeach('a nice unicorn'), onBeach('a can'))).toContain('did not understand: unicorn');
    expect(whyNoEdit(onBeach('darker'), onBeach('a can'))).toBeNull();
    expect(readEdit(words('warmer, and add a hat')).unknown).toEqual(['hat']);
  });

  test('looks add up, and no look is asked for by words that are none', () => {
    expect(lookOf(wordsOf('table'))).toEqual({ look: NEUTRAL, isAsked: false });
    const { look } = lookOf(wordsOf('dramatic and warm'));
    expect(look.warmth).toBeGreaterThan(0);
    expect(look.contrast).toBeGreaterThan(0);
  });
});
