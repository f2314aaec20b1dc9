import { z } from 'zod';

/** One thing that is wrong with what somebody sent, in words that name the limit and so the fix. */
export interface InputProblem {
  /** Dotted, as in `input.prompt` without the `input.`. */
  readonly field: string;
  readonly message: string;
}

/** What somebody sent cannot be taken. Nothing was written. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(({ field, message }) => `${field} ${message}`).join('; '));
    this.problems = problems;
  }
}

/** Something that the request names is not there, or not the caller's: the two are not told apart. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly field: string;

  constructor(field: string, what: string) {
    super(`${field}: there is no such ${what}`);
    this.field = field;
  }
}

export function invalid(field: string, message: string): InvalidInputError {
  return new InvalidInputError([{ field, message }]);
}

/** The value as the schema reads it, or InvalidInputError with everything that is wrong with it. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { error: inOurWords });
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
  );
}

/** What is told where a rule has no words of its own: zod's would name JavaScript's types, not the field's limits. */
function inOurWords({ code, input }: z.core.$ZodRawIssue): string {
  if (code === 'invalid_type')
    return input === null || input === undefined ? 'must not be null' : 'is of the wrong type';
  return 'is not allowed';
}
