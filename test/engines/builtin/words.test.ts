import { describe, expect, test } from '@jest/globals';
import { luma } from '../../../src/engines/builtin/pixels/colour.ts';
import { belongingOf } from '../../../src/engines/builtin/words/belonging.ts';
import { namedColours } from '../../../src/engines/builtin/words/colours.ts';
import { lookOf, NEUTRAL } from '../../../src/engines/builtin/words/looks.ts';
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

  test('looks add up, and no look is asked for by words that are none', () => {
    expect(lookOf(wordsOf('table'))).toEqual({ look: NEUTRAL, isAsked: false });
    const { look } = lookOf(wordsOf('dramatic and warm'));
    expect(look.warmth).toBeGreaterThan(0);
    expect(look.contrast).toBeGreaterThan(0);
  });
});
