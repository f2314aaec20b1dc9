import type { Instant } from '../instant.ts';

/** What the documentation says to a question. Rendered as Markdown, JSON and HTML, and as it is in GraphQL. */
export interface Answer {
  /** As it was asked. Escape it wherever it is written out. */
  readonly question: string;
  /** False: nothing in the documentation answers it. */
  readonly answerable: boolean;
  /** One to three sentences of Markdown; null where it is not answerable. */
  readonly text: string | null;
  /** Live: prices, and with a credential balances. */
  readonly facts: readonly AnswerFact[];
  /** At most three. */
  readonly excerpts: readonly AnswerExcerpt[];
  /** The pages of the answer, or else of the excerpts. */
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
  /** Since when it is so. */
  readonly at: Instant;
}

export interface AnswerExcerpt {
  /** The title of the page. */
  readonly page: string;
  /** The heading that it stands under; the title of the page where it stands before the first. */
  readonly heading: string;
  /** Word for word, with figures filled in. */
  readonly text: string;
  readonly url: string;
  /** From 0 to 1: the share of the question, by rarity of its words, that is found there. */
  readonly score: number;
}

export interface AnswerSource {
  readonly title: string;
  /** Of the page's Markdown. */
  readonly url: string;
}
