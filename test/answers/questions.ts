import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Picked, pickSentences } from '../../src/answers/pick-sentences.ts';
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

export function measure(search: SentenceSearch, { answerable, unanswerable }: QuestionSet): Figures {
  const best = answerable.map((each) => ({ ...each, match: search.search(each.question)[0] }));
  const share = (isRight: (each: (typeof best)[number]) => boolean) => best.filter(isRight).length / best.length;
  return {
    page: share(({ match, pages }) => match !== undefined && pages.includes(match.page.path)),
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
