import { CombinedGraphQLErrors } from '@apollo/client';
import { type ErrorCode, errorCode } from './error-code.ts';

/** What a person is told when something did not happen: first what became of the credits, then the way out. */
export interface Sentence {
  readonly title: string;
  readonly detail: string;
}

const SENTENCES: Readonly<Record<ErrorCode, Sentence>> = {
  UNAUTHENTICATED: {
    title: 'You are signed out.',
    detail: 'Nothing was changed. The key has ended or is not known: sign in with another one.',
  },
  FORBIDDEN: {
    title: 'Your key does not allow this.',
    detail: 'Nothing was changed. Ask an admin of the workspace to do it, or for a key that may.',
  },
  NOT_FOUND: {
    title: 'There is no such thing here.',
    detail: 'Nothing was changed. It belongs to another workspace, or the link is not complete.',
  },
  BAD_USER_INPUT: {
    title: 'Something in the form is beyond its limits.',
    detail: 'Nothing was changed. Correct what is named below and try again.',
  },
  RATE_LIMITED: {
    title: 'That was too many requests.',
    detail: 'Nothing was changed. Wait a minute and try again.',
  },
  UNAVAILABLE: {
    title: 'Darkroom did not answer in time.',
    detail: 'Try again: what was already done is not done or charged twice.',
  },
  NO_ANSWER: {
    title: 'Darkroom cannot be reached.',
    detail: 'Check your connection and try again: what was already done is not done or charged twice.',
  },
  INTERNAL_SERVER_ERROR: {
    title: 'Something went wrong on our side.',
    detail: 'It has been logged. Try again; if it stays, tell whoever runs this Darkroom.',
  },
};

/** Whatever was thrown, in words. */
export function errorSentence(error: unknown): Sentence {
  const sentence = SENTENCES[errorCode(error)];
  const problems = problemsOf(error);
  return problems.length === 0 ? sentence : { ...sentence, detail: `Nothing was changed. ${problems.join(' ')}` };
}

/** What the API says about each field of a refused input. */
function problemsOf(error: unknown): string[] {
  if (!CombinedGraphQLErrors.is(error)) return [];
  const problems: unknown = error.errors[0]?.extensions?.['problems'];
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => (isProblem(problem) ? [`${problem.field} ${problem.message}.`] : []));
}

function isProblem(problem: unknown): problem is { field: string; message: string } {
  return typeof problem === 'object' && problem !== null && 'field' in problem && 'message' in problem;
}
