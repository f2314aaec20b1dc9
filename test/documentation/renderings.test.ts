import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Answer } from '../../src/answers/answer.ts';
import { answerHtml } from '../../src/documentation/answer-html.ts';
import { html } from '../../src/documentation/html.ts';
import { markdownHtml } from '../../src/documentation/markdown-html.ts';
import { noticeHtml } from '../../src/documentation/notice.ts';
import { type Format, preferredFormat } from '../../src/documentation/preferred-format.ts';

const ALL: readonly Format[] = ['html', 'markdown', 'json'];

describe('the format that is answered', () => {
  test.each<[string | undefined, Format]>([
    [undefined, 'html'],
    ['*/*', 'html'],
    ['text/*, */*;q=0.1', 'html'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['text/markdown', 'markdown'],
    ['text/markdown, text/html', 'markdown'],
    ['text/markdown;q=0.5, text/html;q=0.5', 'markdown'],
    ['text/markdown;q=0.4, text/html;q=0.5', 'html'],
    ['text/markdown;q=0, */*', 'html'],
    ['text/markdown;q=nonsense', 'html'],
    ['TEXT/Markdown; charset=utf-8; q=0.2', 'markdown'],
    ['application/json', 'json'],
    ['application/json;q=0.1, text/markdown', 'markdown'],
    ['image/png', 'html'],
  ])('to %s is %s', (accept, format) => {
    expect(preferredFormat(accept, ALL, 'html')).toBe(format);
  });

  test('is one of those that are offered, or the usual one, whatever is asked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.subarray([...ALL]), fc.constantFrom(...ALL), (accept, offered, usual) => {
        expect([...offered, usual]).toContain(preferredFormat(accept, offered, usual));
      }),
    );
  });
});

/** Text that would be markup, were it not escaped. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onfocus='alert(1)",
        '</title>',
        '<!--',
        '[x](javascript:alert(1))',
        '`',
        '&lt;',
        '${',
        '| a | b |',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));

function answered(text: string): Answer {
  return {
    question: text,
    answerable: true,
    text: 'It costs 3 credits.',
    facts: [{ text, at: 0 }],
    excerpts: [{ page: text, heading: text, text: 'It costs 3 credits.', url: 'http://127.0.0.1/docs/a#b', score: 1 }],
    sources: [{ title: text, url: 'http://127.0.0.1/docs/a.md' }],
    followUps: [text],
    answeredBy: text,
    docsVersion: '1',
    priceVersion: 1,
  };
}

const markupOf = (page: string) => page.replaceAll(/[^<>"]/g, '');

describe('untrusted text', () => {
  test('adds no markup to the page of an answer, wherever it is shown', () => {
    const place = { page: null, pages: [] };
    const harmless = markupOf(answerHtml(answered('x'), { ...place, goal: 'x' }).text);
    fc.assert(
      fc.property(hostile, hostile, (text, goal) => {
        fc.pre(text.trim() !== '');
        expect(markupOf(answerHtml(answered(text), { ...place, goal }).text)).toBe(harmless);
      }),
    );
  });

  test('adds none to a notice either', () => {
    const notice = (text: string) => noticeHtml({ code: 'X', title: text, message: text, nearest: [] }, []).text;
    fc.assert(fc.property(hostile, (text) => expect(markupOf(notice(text))).toBe(markupOf(notice('x')))));
  });

  test('is not HTML in Markdown, and leads to no script', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const rendered = markdownHtml(text, 'a/b').text;
        expect(rendered).not.toMatch(/<(script|img|title|!--)|\son\w+="|href="(?!https?:|\/(?!\/)|#)/i);
      }),
    );
    expect(markdownHtml('[a](javascript:alert(1)) [b](//evil.example) [c](data:text/html,x)', 'a').text).not.toContain(
      'href',
    );
  });

  test('is escaped in a template for content and attributes', () => {
    expect(html`<a title="${'"><b>'}">${"<&'"}</a>`.text).toBe('<a title="&quot;&gt;&lt;b&gt;">&lt;&amp;&#39;</a>');
  });
});

describe('Markdown as HTML', () => {
  test('prints the name of a file beside its code, and not the attribute', () => {
    const { text } = markdownHtml('```ts file=examples/fetch.ts\nconst a = 1;\n```', 'a');
    expect(text).toContain('<figcaption>examples/fetch.ts</figcaption>');
    expect(text).toContain('<span class="hljs-keyword">const</span>');
    expect(text).not.toContain('file=');
  });

  test('leads from page to page', () => {
    const { text } = markdownHtml(
      '[a](../credits/refunds.md#to-whom) [b](#here) [c](https://example.com)',
      'api/errors',
    );
    expect([...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      '/docs/credits/refunds#to-whom',
      '#here',
      'https://example.com',
    ]);
  });
});
