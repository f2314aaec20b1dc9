import type { Instant } from '../instant.ts';

/** The answer of the documentation to a question. Rendered as Markdown, JSON and HTML; GraphQL returns it as it is. */
export interface Answer {
  /** The question as it was sent. Escape it in every output. */
  readonly question: string;
  /** False: nothing in the documentation answers it. */
  readonly answerable: boolean;
  /** One to three sentences of Markdown; null if it is not answerable. */
  readonly text: string | null;
  /** Current prices, and with a credential current balances. */
  readonly facts: readonly AnswerFact[];
  /** At most three. */
  readonly excerpts: readonly AnswerExcerpt[];
  /** The pages that the answer comes from; without an answer, those of the excerpts. */
  readonly sources: readonly AnswerSource[];
  /** Questions that the documentation is known to answer. */
  readonly followUps: readonly string[];
  /** `builtin`, or the name of the model. */
  readonly answeredBy: string;
  readonly docsVersion: string;
  readonly priceVersion: number;
}

export interface AnswerFact {
  readonly text: string;
  /** The time since which the fact holds. */
  readonly at: Instant;
}

export interface AnswerExcerpt {
  /** The title of the page. */
  readonly page: string;
  /** The heading above the excerpt; the title of the page if it comes before the first heading. */
  readonly heading: string;
  /** A verbatim quote, with prices and balances filled in. */
  readonly text: string;
  readonly url: string;
  /** The confidence that the excerpt answers the question, from 0 to 1. See `Match`. */
  readonly score: number;
}

export interface AnswerSource {
  readonly title: string;
  /** The address of the page as Markdown. */
  readonly url: string;
}
