import { pricesIn } from './fill-tokens.ts';
import type { Page, Sentence } from './page.ts';
import type { Match } from './sentence-search.ts';

/** A quoted sentence, with the confidence that it answers the question. */
export interface Quoted {
  readonly page: Page;
  readonly sentence: Sentence;
  readonly confidence: number;
}

export interface Picked {
  /** One sentence, or two adjacent ones; empty if nothing answers the question. */
  readonly answering: readonly Quoted[];
  /** At most three: the answering sentences, table rows with the same prices, and the next best matches. */
  readonly excerpts: readonly Quoted[];
  readonly runnersUp: readonly Quoted[];
}

/**
 * The lowest confidence of an answer. Of the tuning questions when it was set, 77 of 79 that find the right sentence were
 * above, and 3 of 81 that no page answers.
 */
export const CONFIDENCE_MIN = 0.37;

/** An adjacent sentence with at least this share of the best rank is part of the answer. */
const NEIGHBOUR_SHARE = 0.6;

/** The lowest confidence of an excerpt. */
const RELATED = 0.2;

export const EXCERPTS_MAX = 3;

/** `matches` must be sorted, best first. */
export function pickSentences(matches: readonly Match[]): Picked {
  const [best, ...others] = matches;
  if (!best || best.confidence < CONFIDENCE_MIN) {
    const related = matches.filter(({ confidence }) => confidence >= RELATED);
    return { answering: [], excerpts: related.slice(0, EXCERPTS_MAX), runnersUp: related };
  }
  const neighbour = others.find((other) => other.rank >= NEIGHBOUR_SHARE * best.rank && areNeighbours(best, other));
  const answering = neighbour ? inOrder(best, neighbour) : [best];
  const runnersUp = others.filter((other) => other !== neighbour && other.confidence >= RELATED);
  const excerpts = [...answering, ...answering.flatMap((each) => rowsBehind(each)), ...runnersUp];
  return { answering, excerpts: excerpts.slice(0, EXCERPTS_MAX), runnersUp };
}

/** Whether two sentences are adjacent under the same heading. */
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

/** The rows of the page's tables with the same price. */
function rowsBehind({ page, sentence, confidence }: Quoted): Quoted[] {
  const kinds = pricesIn(sentence.text);
  return page.sentences
    .filter(({ isRow, text }) => isRow && pricesIn(text).some((kind) => kinds.includes(kind)))
    .map((row) => ({ page, sentence: row, confidence }));
}
