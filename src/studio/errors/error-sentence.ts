import { CombinedGraphQLErrors } from '@apollo/client';
import type { LabelKey, MessageKey, Values } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';
import { type ErrorCode, errorCode } from './error-code.ts';

/** The message about a failure: first whether credits moved, then what to do. */
export interface Sentence {
  readonly title: string;
  readonly detail: string;
}

/** The key of a title without arguments that also has a detail: "errors.forbidden" and "errors.forbiddenDetail". */
type SentenceKey = LabelKey &
  (MessageKey extends infer Key ? (Key extends `${infer Title}Detail` ? Title : never) : never);

/** `values`: the arguments of the detail. */
export function sentenceOf<Key extends SentenceKey>(key: Key, ...values: Values<`${Key}Detail`>): Sentence {
  return { title: say<LabelKey>(key), detail: say(`${key}Detail`, ...values) };
}

const SENTENCES = {
  UNAUTHENTICATED: 'errors.signedOut',
  FORBIDDEN: 'errors.forbidden',
  NOT_FOUND: 'errors.notFound',
  BAD_USER_INPUT: 'errors.badInput',
  RATE_LIMITED: 'errors.rateLimited',
  UNAVAILABLE: 'errors.unavailable',
  NO_ANSWER: 'errors.noAnswer',
  INTERNAL_SERVER_ERROR: 'errors.internal',
} as const satisfies Readonly<Record<ErrorCode, SentenceKey>>;

/** Whatever was thrown, in words. */
export function errorSentence(error: unknown): Sentence {
  const sentence = sentenceOf(SENTENCES[errorCode(error)]);
  const problems = problemsOf(error);
  return problems.length === 0
    ? sentence
    : { ...sentence, detail: say('errors.problems', { problems: problems.join(' ') }) };
}

/** What the API says about each field of a refused input. */
function problemsOf(error: unknown): string[] {
  if (!CombinedGraphQLErrors.is(error)) return [];
  const problems: unknown = error.errors[0]?.extensions?.['problems'];
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => (isProblem(problem) ? [say('errors.problem', problem)] : []));
}

function isProblem(problem: unknown): problem is { field: string; message: string } {
  return typeof problem === 'object' && problem !== null && 'field' in problem && 'message' in problem;
}
