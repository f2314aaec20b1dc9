import type { ActionKind } from '../ledger/kernel/entry.ts';

const PRICE = /\{price:(PROMPT|PROMPT_EDIT|BACKGROUND|EXPAND)\}( credits)?/g;
const BALANCE = /\{balance\}/g;
const LINE_WITH_BALANCE = /^.*\{balance\}.*$/gm;

/** What stands in for a sentence that would tell the balance, where nobody says whose. */
export const BALANCE_NEEDS_KEY = 'Send your key to be told the balance.';

/** What is filled into the pages when they are served. */
export interface Figures {
  readonly credits: Readonly<Record<ActionKind, number>>;
  /** Of the project that is asked about, in credits; or the sentence that stands in for each that would tell it. */
  readonly balance: number | string;
}

/** The kinds of action whose prices a text tells, each once, in the order in which they stand there. */
export function pricesIn(text: string): ActionKind[] {
  return [...new Set([...text.matchAll(PRICE)].map(([, kind]) => kind as ActionKind))]; // the pattern has no others
}

export function hasBalance(text: string): boolean {
  return text.includes('{balance}');
}

/** Fills in `{price:KIND}`, a bare number where no "credits" follows, and `{balance}`. */
export function fillTokens(text: string, { credits, balance }: Figures): string {
  const priced = text.replaceAll(PRICE, (_, kind: ActionKind, unit?: string) =>
    unit === undefined ? String(credits[kind]) : inCredits(credits[kind]),
  );
  return typeof balance === 'string'
    ? priced.replaceAll(LINE_WITH_BALANCE, () => balance)
    : priced.replaceAll(BALANCE, inCredits(balance));
}

/** Such as "1 credit" or "1,250 credits". */
export function inCredits(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'credit' : 'credits'}`;
}
