import type { Answer, AnswerExcerpt } from './answer.ts';

export interface MarkdownOptions {
  /** The `.md` URL of the page on which the question was asked, used for follow-up questions. */
  readonly pageUrl: string;
  /** Added to follow-up questions. */
  readonly goal: string | null;
}

/** The answer as a Markdown document. Deterministic. */
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

/** The text if there is no answer. */
export const NOT_ANSWERED = 'The documentation does not answer this question.';

/**
 * Punctuation. The first group matches what needs no escaping: a full stop that does not number a list, a colon or full stop
 * that is not part of a URL, a hyphen within a word.
 */
const PUNCTUATION = /([,;"'?%/]|(?<!\d)\.(?=\s|$)|:(?=\s|$)|(?<=\p{L})-(?=\p{L}))|[!-/:-@[-`{-~]/gu;

/** Escapes untrusted text, so that it renders literally in one line of Markdown. */
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
