import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'marked';
import type { Answer } from '../../src/answers/answer.ts';
import { renderJson } from '../../src/answers/render-json.ts';
import { escapeMarkdown, NOT_ANSWERED, renderMarkdown } from '../../src/answers/render-markdown.ts';

const answer: Answer = {
  question: 'how much is a new background',
  answerable: true,
  text: 'Background costs 3 credits.',
  facts: [{ text: 'Background costs 3 credits.', at: Date.UTC(2026, 10, 1) }],
  excerpts: [
    { page: 'Credits', heading: 'Prices', text: 'Background | 3', url: 'http://h/docs/credits#prices', score: 0.9 },
  ],
  sources: [{ title: 'Credits', url: 'http://h/docs/credits.md' }],
  followUps: ['what does expand cost'],
  answeredBy: 'builtin',
  docsVersion: 'abc',
  priceVersion: 1,
};
const where = { pageUrl: 'http://h/docs/credits.md', goal: 'sell & more' };

/** What marks something up in Markdown of GitHub's kind, in any order. */
const MARKUP = fc
  .array(
    fc.constantFrom(
      '# ',
      '- ',
      '+ ',
      '* ',
      '1. ',
      '1) ',
      '> ',
      '---',
      '===',
      '```',
      '~~',
      '**',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<b>',
      '![a](b)',
      'https://a.example',
      'www.a.example',
      'a@a.example',
      '&amp;',
      '|',
      '\\',
      '\n',
      ' ',
      'a',
      '1',
      ':',
      '.',
      '-',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const asHtml = (text: string) =>
  text.replaceAll(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');

describe('as Markdown', () => {
  test('contains every part, in reading order', () => {
    expect(renderMarkdown(answer, where)).toBe(`# how much is a new background

Background costs 3 credits.

## Live figures

- Background costs 3 credits. Since 2026-11-01T00:00:00.000Z.

## Excerpts

> Background | 3
>
> [Credits: Prices](http://h/docs/credits#prices)

## Sources

- [Credits](http://h/docs/credits.md)

## Ask next

- [what does expand cost](http://h/docs/credits.md?ask=what+does+expand+cost&goal=sell+%26+more)

Answered by builtin from version abc of the pages and version 1 of the prices.
`);
  });

  test('a question without an answer is reported as such', () => {
    const nothing = { ...answer, answerable: false, text: null, facts: [], excerpts: [], sources: [], followUps: [] };
    expect(renderMarkdown(nothing, where)).toContain(NOT_ANSWERED);
  });

  test('a question is escaped everywhere, and stays in one line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), MARKUP), (question) => {
        const escaped = escapeMarkdown(question);
        fc.pre(escaped !== '');
        const shown = asHtml(escaped.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1'));
        expect(parse(`# ${escaped}`)).toBe(`<h1>${shown}</h1>\n`);
        expect(parse(`- ${escaped}`)).toBe(`<ul>\n<li>${shown}</li>\n</ul>\n`);
        expect(parse(`[${escaped}](/a)`)).toBe(`<p><a href="/a">${shown}</a></p>\n`);
        expect(parse(escaped)).toBe(`<p>${shown}</p>\n`);
      }),
      { numRuns: 1_000 },
    );
    expect(escapeMarkdown('# <b>\u0000a\u202E\nb [x](y)')).toBe('\\# \\<b\\> a b \\[x\\]\\(y\\)');
    expect(escapeMarkdown('long, and "low-res": 501?')).toBe('long, and "low-res": 501?');
  });
});

test('JSON and Markdown have the same content', () => {
  const read = JSON.parse(renderJson(answer)) as Answer;
  expect(read).toEqual({ ...answer, facts: [{ text: 'Background costs 3 credits.', at: '2026-11-01T00:00:00.000Z' }] });
  const markdown = renderMarkdown(answer, where);
  for (const told of [read.question, read.text, read.excerpts[0]?.text, read.sources[0]?.url, read.followUps[0]]) {
    expect(markdown).toContain(told);
  }
});
