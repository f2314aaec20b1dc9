import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Picked, pickSentences } from '../../src/answers/pick-sentences.ts';
import type { Page } from '../../src/answers/page.ts';
import type { Match, SentenceSearch } from '../../src/answers/sentence-search.ts';

/** Questions with the pages and a pattern of the sentence that answer them, and questions that no page answers. */
export interface QuestionSet {
  readonly answerable: readonly {
    readonly question: string;
    readonly pages: readonly string[];
    readonly answer: string;
  }[];
  readonly unanswerable: readonly string[];
}

export interface Figures {
  /** How many of those that the pages answer were asked. */
  readonly asked: number;
  /** Shares of those that the pages answer, whose first match is on one of the pages or is the sentence. */
  readonly page: number;
  readonly sentence: number;
  /** Of those that no page answers, how many were answered. */
  readonly answeredOutside: number;
}

/** `held-out` is measured with and never tuned on; `tuning` is for nothing else. */
export function readQuestions(name: 'held-out' | 'tuning'): QuestionSet {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, `${name}-questions.json`), 'utf8')) as QuestionSet; // ours
}

/** A question is asked once one of its pages is there: some were written before what they ask for. */
export function measure(
  search: SentenceSearch,
  pages: readonly Pick<Page, 'path'>[],
  { answerable, unanswerable }: QuestionSet,
): Figures {
  const paths = new Set(pages.map(({ path: page }) => page));
  const asked = answerable.filter((each) => each.pages.some((page) => paths.has(page)));
  const best = asked.map((each) => ({ ...each, match: search.search(each.question)[0] }));
  const share = (isRight: (each: (typeof best)[number]) => boolean) => best.filter(isRight).length / best.length;
  return {
    asked: asked.length,
    page: share(({ match, pages: right }) => match !== undefined && right.includes(match.page.path)),
    sentence: share(({ match, answer }) => match !== undefined && isSentence(match, answer)),
    answeredOutside: unanswerable.filter((question) => isAnswered(pickSentences(search.search(question)))).length,
  };
}

function isSentence({ sentence }: Match, answer: string): boolean {
  return new RegExp(answer, 'i').test(sentence.markdown);
}

function isAnswered({ answering }: Picked): boolean {
  return answering.length > 0;
}
