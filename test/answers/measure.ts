/** Says how often the documentation answers rightly, and how long that takes: npm run measure:answers */
import path from 'node:path';
import { readPages } from '../../src/answers/read-pages.ts';
import { pickSentences } from '../../src/answers/pick-sentences.ts';
import { SentenceSearch } from '../../src/answers/sentence-search.ts';
import { type Figures, measure, readQuestions } from './questions.ts';

const ROUNDS = 20;

const { pages } = await readPages(path.join(import.meta.dirname, '../../docs'));
const begun = performance.now();
const search = new SentenceSearch(pages);
console.log(`index of ${pages.length} pages made in ${(performance.now() - begun).toFixed(0)} ms`);
for (const name of ['tuning', 'held-out'] as const) {
  const questions = readQuestions(name);
  console.log(`${name}: ${shown(measure(search, pages, questions))} of ${questions.unanswerable.length}`);
}
const { answerable } = readQuestions('held-out');
const times = Array.from({ length: ROUNDS }, () => answerable.map(({ question }) => timeMs(question)))
  .flat()
  .toSorted((a, b) => a - b);
console.log(`a question takes ${at(times, 0.5)} ms, one in a hundred ${at(times, 0.99)} ms or more`);

function shown({ asked, page, sentence, answeredOutside }: Figures): string {
  return `of ${asked} right page first ${page.toFixed(2)}, right sentence ${sentence.toFixed(2)}, outside answered ${answeredOutside}`;
}

function timeMs(question: string): number {
  const start = performance.now();
  pickSentences(search.search(question));
  return performance.now() - start;
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
}
