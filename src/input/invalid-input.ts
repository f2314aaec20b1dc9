import { z } from 'zod';

/** One problem of an input. The message names the limit, so that the client can correct the value. */
export interface InputProblem {
  /** The dotted path of the field, without the leading `input.`. */
  readonly field: string;
  readonly message: string;
}

/** The input is invalid. Nothing was written. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(({ field, message }) => `${field} ${message}`).join('; '));
    this.problems = problems;
  }
}

/** Something that the request names does not exist or is not accessible. The caller does not learn which. */
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

/** Parses a value by a schema. Throws InvalidInputError with every problem. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { error: defaultMessage });
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
  );
}

/** The message of a rule that has none of its own. Zod's would name JavaScript types instead of the limits of the field. */
function defaultMessage({ code, input }: z.core.$ZodRawIssue): string {
  if (code === 'invalid_type')
    return input === null || input === undefined ? 'must not be null' : 'is of the wrong type';
  return 'is not allowed';
}
