import { expect, test } from '@jest/globals';
import path from 'node:path';
import { addressOf, type Heading, markdownAddressOf, type Page } from '../../src/answers/page.ts';
import { parsePage } from '../../src/answers/parse-page.ts';
import { readPages, SECTIONS } from '../../src/answers/read-pages.ts';
import { BALANCE_NEEDS_KEY, fillTokens, pricesIn } from '../../src/answers/fill-tokens.ts';
import { readPages as readAsWritten } from '../docs/pages.ts';

const docsFolder = path.join(import.meta.dirname, '../../docs');
const { pages, version } = await readPages(docsFolder);
const written = new Map(readAsWritten().map((page) => [page.file.replace(/\.md$/, ''), page]));

const FILE = `---
title: A page
description: What it is about.
section: API
order: 3
---

First it says [something](other.md). <!-- q: what does it say | which words -->

## What \`code\` is

| name  | meaning      |
| ----- | ------------ |
| \`one\` | the \\| first |

\`\`\`sh
# no heading, and no sentence
\`\`\`

It costs {price:PROMPT_EDIT} credits. <!-- q: what does it cost -->
`;

test('a page is read as its file says it, without the comments', () => {
  const page = parsePage('api/a-page', FILE);
  const heading: Heading = { level: 2, text: 'What `code` is', anchor: 'what-code-is' };
  expect(page).toMatchObject({ title: 'A page', description: 'What it is about.', section: 'API', order: 3 });
  expect(page.markdown).not.toContain('<!--');
  expect(page.markdown.startsWith('First it says [something](other.md).\n')).toBe(true);
  expect(page.headings).toEqual([heading]);
  expect(page.sentences).toEqual([
    {
      text: 'First it says something.',
      markdown: 'First it says [something](other.md).',
      isRow: false,
      heading: null,
      questions: ['what does it say', 'which words'],
    },
    { text: '`one` | the \\| first', markdown: '`one` | the \\| first', isRow: true, heading, questions: [] },
    {
      text: 'It costs {price:PROMPT_EDIT} credits.',
      markdown: 'It costs {price:PROMPT_EDIT} credits.',
      isRow: false,
      heading,
      questions: ['what does it cost'],
    },
  ]);
  expect(addressOf(page, heading)).toBe('/docs/api/a-page#what-code-is');
  expect(markdownAddressOf(page)).toBe('/docs/api/a-page.md');
});

test('every page of docs/ is read, with every question and every anchor, in the order of the table of contents', () => {
  expect(new Set(pages.map((page) => page.path))).toEqual(new Set(written.keys()));
  for (const page of pages) {
    const file = written.get(page.path);
    expect(new Set(page.headings.map(({ anchor }) => anchor))).toEqual(file?.anchors);
    expect(page.sentences.flatMap(({ questions }) => questions)).toEqual(
      [...(file?.prose ?? '').matchAll(/<!-- q: (.*?) -->/g)].flatMap(([, list = '']) => list.split(' | ')),
    );
  }
  const sections = pages.map(({ section }) => section);
  expect([...new Set(sections)]).toEqual(SECTIONS);
  expect(pages[0]?.path).toBe('getting-started/understanding-credit-usage');
});

test('the same files have the same version', async () => {
  expect(version).toMatch(/^[0-9a-f]{12}$/);
  expect((await readPages(docsFolder)).version).toBe(version);
});

const credits = { PROMPT: 1_250, PROMPT_EDIT: 1, BACKGROUND: 3, EXPAND: 3 };

test('prices are filled in: a bare number in a table, one credit in the singular, thousands grouped', () => {
  const text = '{price:PROMPT} | Prompt costs {price:PROMPT} credits and an edit {price:PROMPT_EDIT} credits.';
  const filled = '1250 | Prompt costs 1,250 credits and an edit 1 credit.';
  expect(fillTokens(text, { credits, balance: 0 })).toBe(filled);
  expect(pricesIn(text)).toEqual(['PROMPT', 'PROMPT_EDIT']);
});

test('the balance is filled in, or the whole sentence is replaced', () => {
  const text = 'Before.\nThe balance is {balance}, which is new.\nAfter.';
  expect(fillTokens(text, { credits, balance: 87 })).toBe('Before.\nThe balance is 87 credits, which is new.\nAfter.');
  expect(fillTokens(text, { credits, balance: BALANCE_NEEDS_KEY })).toBe(`Before.\n${BALANCE_NEEDS_KEY}\nAfter.`);
});

test('no served page contains a token', () => {
  const left = (page: Page) =>
    fillTokens(page.markdown, { credits, balance: BALANCE_NEEDS_KEY }).match(/\{(price:|balance).*/g);
  expect(pages.flatMap(left).filter((token) => token !== null)).toEqual([]);
});
