import type { ExecutionResult, GraphQLError } from 'graphql';
import { isUnavailable, publicError } from '../errors.ts';

/** The same limit that graphql-js applies to the errors of an invalid document. */
const ERRORS_MAX = 100;

/** The result with its first errors and a count of the others: one failure can put an error into thousands of fields. */
export function limitErrors(result: ExecutionResult): ExecutionResult {
  const { errors } = result;
  if (!errors || errors.length <= ERRORS_MAX) return result;
  return { ...result, errors: [...errors.slice(0, ERRORS_MAX), omissionOf(errors.slice(ERRORS_MAX))] };
}

function omissionOf(omitted: readonly GraphQLError[]): GraphQLError {
  const message = `${omitted.length} more errors are omitted after the first ${ERRORS_MAX}. Request fewer objects at a time.`;
  const mayPass = omitted.some((error) => isUnavailable(error.originalError));
  return publicError(mayPass ? 'UNAVAILABLE' : 'BAD_USER_INPUT', message, { omittedErrors: omitted.length });
}
