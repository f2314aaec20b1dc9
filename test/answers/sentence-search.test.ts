import { expect, test } from '@jest/globals';
import path from 'node:path';
import { CONFIDENCE_MIN, pickSentences } from '../../src/answers/pick-sentences.ts';
import { readPages } from '../../src/answers/read-pages.ts';
import { SentenceSearch } from '../../src/answers/sentence-search.ts';
import { measure, readQuestions } from './questions.ts';

const { pages } = await readPages(path.join(import.meta.dirname, '../../docs'));
const search = new SentenceSearch(pages);
const authored = pages.flatMap(({ sentences }) =>
  sentences.flatMap((sentence) => sentence.questions.map((question) => ({ question, sentence }))),
);

/** What the page on answers says of the held-out questions. */
const FIGURES =
  /^Of 84 .* ([\d.]+) find the right page first and ([\d.]+) the right sentence; of 20 .* (\d+) are answered\./;

const textOf = (question: string) =>
  pickSentences(search.search(question)).answering.map(({ sentence }) => sentence.text);

test('every question that an author wrote finds the sentence beside which it stands first, and is answered', () => {
  expect(authored.length).toBeGreaterThan(1_900);
  const astray = authored.filter(({ question, sentence }) => {
    const [first] = search.search(question);
    return first?.sentence !== sentence || first.confidence < CONFIDENCE_MIN;
  });
  expect(astray.map(({ question }) => question)).toEqual([]);
});

test('questions that are not tuned on find the right page and sentence, few outside are answered, and the page says so', () => {
  const { asked, page, sentence, answeredOutside } = measure(search, pages, readQuestions('held-out'));
  expect(asked).toBe(84);
  expect(page).toBeGreaterThanOrEqual(0.8);
  expect(sentence).toBeGreaterThanOrEqual(0.7);
  expect(answeredOutside).toBeLessThanOrEqual(2);
  const said = pages
    .flatMap(({ sentences }) => sentences)
    .flatMap(({ text }) => FIGURES.exec(text)?.slice(1).map(Number) ?? []);
  expect(said).toEqual([expect.closeTo(page, 1), expect.closeTo(sentence, 1), answeredOutside]); // within 0.05
});

test('a question with typos is answered as without', () => {
  expect(textOf('can the balance be negative')).toEqual(textOf('can the balence be negatve'));
  expect(textOf('can the balance be negative')[0]).toMatch(/^The balance is never below zero/);
});

test('a word that the pages contain is never corrected to another one', () => {
  const [first] = search.search('grant');
  expect(first?.sentence.text).toMatch(/grant/i);
});

test('an unrelated question is not answered', () => {
  for (const question of ['who won the world cup', 'qwxz', '?', '???', 'the of and']) {
    expect(pickSentences(search.search(question)).answering).toEqual([]);
  }
});

test('an answer with a price quotes the row of the published table', () => {
  const { answering, excerpts } = pickSentences(search.search('how much is it to swap the backdrop of a picture'));
  expect(answering[0]?.sentence.text).toContain('{price:BACKGROUND}');
  expect(excerpts.length).toBeLessThanOrEqual(3);
  expect(excerpts.map(({ sentence }) => sentence.text)).toContainEqual(
    'Background | {price:BACKGROUND} | Puts the picture before another background',
  );
});

test('the same question finds the same in an index that was made anew', () => {
  const again = new SentenceSearch(pages);
  for (const { question } of authored.slice(0, 100)) {
    const ranks = (found: SentenceSearch) => found.search(question).map(({ sentence, rank }) => [sentence.text, rank]);
    expect(ranks(again)).toEqual(ranks(search));
  }
});
