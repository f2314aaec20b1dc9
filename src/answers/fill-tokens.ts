import { creditsText } from '../credits-text.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';

const PRICE = /\{price:(PROMPT|PROMPT_EDIT|BACKGROUND|EXPAND)\}( credits)?/g;
const BALANCE = /\{balance\}/g;
const LINE_WITH_BALANCE = /^.*\{balance\}.*$/gm;

/** Replaces a sentence with a balance if the request has no credential. */
export const BALANCE_NEEDS_KEY = 'Send your key to be told the balance.';

/** The values of the tokens in the pages. */
export interface Figures {
  readonly credits: Readonly<Record<ActionKind, number>>;
  /** The balance of the project in credits, or the sentence that replaces each sentence with the token. */
  readonly balance: number | string;
}

/** The kinds of action whose prices a text contains, each once, in the order of the text. */
export function pricesIn(text: string): ActionKind[] {
  return [...new Set([...text.matchAll(PRICE)].map(([, kind]) => kind as ActionKind))]; // the pattern matches only kinds
}

export function hasBalance(text: string): boolean {
  return text.includes('{balance}');
}

/** Replaces `{price:KIND}`, by a bare number if "credits" does not follow, and `{balance}`. */
export function fillTokens(text: string, { credits, balance }: Figures): string {
  const priced = text.replaceAll(PRICE, (_, kind: ActionKind, unit?: string) =>
    unit === undefined ? String(credits[kind]) : creditsText(credits[kind]),
  );
  return typeof balance === 'string'
    ? priced.replaceAll(LINE_WITH_BALANCE, () => balance)
    : priced.replaceAll(BALANCE, creditsText(balance));
}
