import { pricesIn } from './fill-tokens.ts';
import type { Page, Sentence } from './page.ts';
import type { Match } from './sentence-search.ts';

/** A sentence that is quoted, and how sure it is that it belongs to the question. */
export interface Quoted {
  readonly page: Page;
  readonly sentence: Sentence;
  readonly confidence: number;
}

export interface Picked {
  /** One or two, as they follow one another on their page; none where nothing answers the question. */
  readonly answering: readonly Quoted[];
  /** At most three: what answers, the rows of tables with the same prices, and what comes next. */
  readonly excerpts: readonly Quoted[];
  readonly runnersUp: readonly Quoted[];
}

/**
 * Below it a question is not answered. Of the tuning questions at the time it was set, 77 of 79 that find the right sentence
 * were above, and 3 of 81 that no page answers.
 */
export const CONFIDENT = 0.37;

/** A neighbour that ranks so high, as a share of the best one, belongs to the answer. */
const NEIGHBOUR_SHARE = 0.6;

/** What is less sure has nothing to do with the question. */
const RELATED = 0.2;

export const EXCERPTS_MAX = 3;

/** `matches` are the best first. */
export function pickSentences(matches: readonly Match[]): Picked {
  const [best, ...others] = matches;
  if (!best || best.confidence < CONFIDENT) {
    const related = matches.filter(({ confidence }) => confidence >= RELATED);
    return { answering: [], excerpts: related.slice(0, EXCERPTS_MAX), runnersUp: related };
  }
  const neighbour = others.find((other) => other.rank >= NEIGHBOUR_SHARE * best.rank && areNeighbours(best, other));
  const answering = neighbour ? inOrder(best, neighbour) : [best];
  const runnersUp = others.filter((other) => other !== neighbour && other.confidence >= RELATED);
  const excerpts = [...answering, ...answering.flatMap((each) => rowsBehind(each)), ...runnersUp];
  return { answering, excerpts: excerpts.slice(0, EXCERPTS_MAX), runnersUp };
}

/** One follows the other under the same heading. */
function areNeighbours(a: Quoted, b: Quoted): boolean {
  if (a.page !== b.page || a.sentence.heading !== b.sentence.heading) return false;
  return Math.abs(placeOf(a) - placeOf(b)) === 1;
}

function inOrder(a: Quoted, b: Quoted): Quoted[] {
  return placeOf(a) < placeOf(b) ? [a, b] : [b, a];
}

function placeOf({ page, sentence }: Quoted): number {
  return page.sentences.filter(({ isRow }) => !isRow).indexOf(sentence);
}

/** The rows of the page's tables that tell the same price. */
function rowsBehind({ page, sentence, confidence }: Quoted): Quoted[] {
  const kinds = pricesIn(sentence.text);
  return page.sentences
    .filter(({ isRow, text }) => isRow && pricesIn(text).some((kind) => kinds.includes(kind)))
    .map((row) => ({ page, sentence: row, confidence }));
}
