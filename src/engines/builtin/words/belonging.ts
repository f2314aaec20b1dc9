import type { Rgb } from '../pixels/colour.ts';
import { namedColours } from './colours.ts';
import { vocabulary } from './words.ts';

/** A colour belongs to a thing named at most this many words after it ("a red leather shoe"), or before it ("a shoe in red"). */
const REACH = 3;
const PLACE_WORDS = vocabulary(
  'background backdrop wall floor surface table light lighting scene room sky ground palette tone tones',
);

export function belongsToPlace(word: string): boolean {
  return PLACE_WORDS.has(word);
}

export interface Belonging {
  /** For each thing, in the order of the things. */
  readonly ofThings: readonly (readonly Rgb[])[];
  /** What belongs to no thing: the scene's. */
  readonly ofScene: readonly Rgb[];
}

/** Tells which of the colours that the words name belong to which thing; for each thing, the places of the words that name it. */
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
