import type { ExecutionResult, GraphQLError } from 'graphql';
import { isUnavailable, publicError } from '../errors.ts';

/** As many errors of one answer are told as graphql-js tells of a document that is not valid. */
const ERRORS_TOLD_MAX = 100;

/** The result with its first errors, and how many more there are: of one failure, thousands of fields may have an error each. */
export function tellFirstErrors(result: ExecutionResult): ExecutionResult {
  const { errors } = result;
  if (!errors || errors.length <= ERRORS_TOLD_MAX) return result;
  return { ...result, errors: [...errors.slice(0, ERRORS_TOLD_MAX), moreErrors(errors.slice(ERRORS_TOLD_MAX))] };
}

function moreErrors(untold: readonly GraphQLError[]): GraphQLError {
  const message = `${untold.length} more errors are not told, after the first ${ERRORS_TOLD_MAX}. Ask for less at a time.`;
  const mayPass = untold.some((error) => isUnavailable(error.originalError));
  return publicError(mayPass ? 'UNAVAILABLE' : 'BAD_USER_INPUT', message, { untoldErrors: untold.length });
}
