import type { LongProject } from './build-history.ts';

/** The two projects that are asked the same in turns. */
export interface QuestionSettings {
  readonly long: LongProject;
  readonly short: LongProject;
}

export const QUESTIONS = [
  'a page of 50 transactions, anywhere',
  'a page of 50 refunds, the newest',
  'a page of 50 Backgrounds of some week',
  'usage of 30 days by day',
  'balanceAt some instant',
  'a charge',
] as const;
export type Question = (typeof QUESTIONS)[number];

export interface QuestionCalls {
  /** Asks both so often, in turns. */
  ask(argument: { readonly question: Question; readonly times: number }): Promise<Asked>;
}

export interface Asked {
  readonly longP50Ms: number;
  readonly shortP50Ms: number;
}
