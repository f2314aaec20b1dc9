import type { Answer, AnswerExcerpt } from './answer.ts';

export interface MarkdownOptions {
  /** Of the page that was asked, ending in `.md`: where follow-up questions are sent. */
  readonly pageUrl: string;
  /** Carried on to the follow-up questions. */
  readonly goal: string | null;
}

/** The answer as a Markdown document. The same answer gives the same bytes. */
export function renderMarkdown(answer: Answer, { pageUrl, goal }: MarkdownOptions): string {
  const { question, text, facts, excerpts, sources, followUps, answeredBy, docsVersion, priceVersion } = answer;
  const askUrl = (followUp: string) => `${pageUrl}?${new URLSearchParams({ ask: followUp, ...(goal && { goal }) })}`;
  const parts = [
    `# ${escapeMarkdown(question) || 'Ask a question'}`,
    text ?? NOT_ANSWERED,
    listUnder(
      'Live figures',
      facts.map(({ text: fact, at }) => `${escapeMarkdown(fact)} Since ${isoOf(at)}.`),
    ),
    underHeading('Excerpts', excerpts.map((excerpt) => quote(excerpt)).join('\n\n')),
    listUnder(
      'Sources',
      sources.map(({ title, url }) => `[${escapeMarkdown(title)}](${url})`),
    ),
    listUnder(
      'Ask next',
      followUps.map((each) => `[${escapeMarkdown(each)}](${askUrl(each)})`),
    ),
    `Answered by ${escapeMarkdown(answeredBy)} from version ${docsVersion} of the pages and version ${priceVersion} of the prices.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** What is said in place of an answer. */
export const NOT_ANSWERED = 'The documentation does not answer this question.';

/**
 * A sign of punctuation, in the first group where it marks up nothing there: an end of a sentence that does not number a
 * list, a colon or a point that makes no address, a hyphen in a word.
 */
const PUNCTUATION = /([,;"'?%/]|(?<!\d)\.(?=\s|$)|:(?=\s|$)|(?<=\p{L})-(?=\p{L}))|[!-/:-@[-`{-~]/gu;

/** Text of somebody else as a line of Markdown that reads as it was written: no sign of it marks up anything. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(PUNCTUATION, (sign, plain?: string) => plain ?? `\\${sign}`);
}

function quote({ page, heading, text, url }: AnswerExcerpt): string {
  const place = heading === page ? page : `${page}: ${heading}`;
  return `> ${text}\n>\n> [${escapeMarkdown(place)}](${url})`;
}

function listUnder(heading: string, items: readonly string[]): string {
  return underHeading(heading, items.map((item) => `- ${item}`).join('\n'));
}

function underHeading(heading: string, body: string): string {
  return body === '' ? '' : `## ${heading}\n\n${body}`;
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
