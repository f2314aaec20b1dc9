import { bag, dress, hat, shirt, shoe } from './clothing.ts';
import { book, chair, cup, lamp, plant } from './furnishings.ts';
import { bottle, can, candle, jar, lipstick, perfume } from './cosmetics.ts';
import { earrings, glasses, necklace, ring, watch } from './jewellery.ts';
import { FIGURE_WORDS } from './figure.ts';
import { HAIR_WORDS } from './hair.ts';
import { headphones, parcel, phone } from './goods.ts';
import type { Subject } from './subject.ts';
import { countBefore } from '../words/counts.ts';
import { vocabulary } from '../words/words.ts';

/** If a word belongs to two subjects, the earlier one wins. */
const SUBJECTS: readonly Subject[] = [
  ring,
  necklace,
  earrings,
  watch,
  glasses,
  hat,
  shoe,
  bag,
  perfume,
  lipstick,
  can,
  jar,
  bottle,
  candle,
  cup,
  headphones,
  phone,
  lamp,
  chair,
  book,
  plant,
  dress,
  shirt,
  parcel,
];

export interface NamedSubject {
  readonly subject: Subject;
  /** The positions of the words that name it or a part of it: "a ring with a gem" has two. */
  readonly places: readonly number[];
  /** The requested number. */
  readonly count: number;
}

/** Containers of other objects: in "perfume bottle" the first word is more specific, in "diamond watch" the last. */
const CONTAINERS: ReadonlySet<Subject> = new Set([bottle, can, jar, parcel]);
/** Parts with a colour of their own. Each belongs to the object named before it. */
const PARTS = vocabulary('gem gemstone stone diamond pearl label lid sole lace strap dial face ribbon lens cap');

/** The objects that words name, in order, each once. */
export function namedSubjects(words: readonly string[]): readonly NamedSubject[] {
  const found: { subject: Subject; places: number[]; count: number }[] = [];
  for (const [at, word] of words.entries()) {
    const last = found.at(-1);
    const subject =
      PARTS.has(word) && last !== undefined ? last.subject : SUBJECTS.find(({ words: names }) => names.has(word));
    if (subject === undefined) continue;
    const same = found.find((thing) => thing.subject === subject);
    if (same !== undefined) {
      same.places.push(at);
    } else if (last?.places.includes(at - 1) === true) {
      last.places.push(at);
      if (!CONTAINERS.has(subject)) last.subject = subject;
    } else {
      found.push({ subject, places: [at], count: countBefore(words, at, isThing) });
    }
  }
  return found;
}

/** Whether a word names an object, a part of one, a person or hair. */
export function isSubjectWord(word: string): boolean {
  return isThing(word) || PARTS.has(word) || FIGURE_WORDS.has(word) || HAIR_WORDS.has(word);
}

function isThing(word: string): boolean {
  return SUBJECTS.some(({ words }) => words.has(word));
}

export function namesFigure(words: readonly string[]): boolean {
  return words.some((word) => FIGURE_WORDS.has(word));
}
