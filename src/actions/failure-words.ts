import type { FailureCode } from './action.ts';

/**
 * What is said of a failure where the words of the engine must not be: in the ledger, which keeps its notes for good, and of the
 * actions of an erased project.
 */
export const FAILURE_WORDS: Readonly<Record<FailureCode, string>> = {
  ENGINE_REJECTED: 'The engine refused the request.',
  ENGINE_UNAVAILABLE: 'The engine could not make the picture.',
  TIMED_OUT: 'The engine did not answer in time.',
};
