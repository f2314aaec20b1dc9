import type { Rgb } from '../pixels/colour.ts';
import { namedColours } from './colours.ts';
import { vocabulary } from './words.ts';

/** The maximum distance of a colour from its object, which follows ("a red leather shoe") or precedes it ("a shoe in red"). */
const REACH = 3;
const PLACE_WORDS = vocabulary(
  'background backdrop wall floor surface table light lighting scene room sky ground palette tone tones',
);

export function belongsToPlace(word: string): boolean {
  return PLACE_WORDS.has(word);
}

export interface Belonging {
  /** The colours of each object, in the order of the objects. */
  readonly ofThings: readonly (readonly Rgb[])[];
  /** The colours of the scene, which belong to no object. */
  readonly ofScene: readonly Rgb[];
}

/** Assigns the named colours to objects, which are given by the positions of the words that name them. */
export function belongingOf(words: readonly string[], things: readonly (readonly number[])[]): Belonging {
  const ofThings: Rgb[][] = things.map(() => []);
  const ofScene: Rgb[] = [];
  const thingAt = (place: number): number => things.findIndex((places) => places.includes(place));
  for (const { colour, at } of namedColours(words)) {
    const next = words.findIndex((word, place) => place > at && (thingAt(place) !== -1 || PLACE_WORDS.has(word)));
    const before = words.findLastIndex((_, place) => place < at && at - place <= REACH && thingAt(place) !== -1);
    const isAfter = words[at - 1] === 'in' && before !== -1;
    const place = next !== -1 && next - at <= REACH ? next : isAfter ? before : -1;
    (ofThings[thingAt(place)] ?? ofScene).push(colour);
  }
  return { ofThings, ofScene };
}
