import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { maskError } from '../errors.ts';
import { executeInTime, type TimeLimit } from './execute-in-time.ts';

/** Runs a query or a mutation for a transport that does not go through Apollo, with the same masking. */
export async function executeMasked(args: ExecutionArgs, limit: TimeLimit, log: Logger): Promise<ExecutionResult> {
  return masked(await executeInTime(args, limit), log);
}

/** The result with its errors as clients may see them. */
export function masked(result: ExecutionResult, log: Logger): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map((error: GraphQLError) => maskError(error, log)) };
}
