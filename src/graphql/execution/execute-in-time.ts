import { execute, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { publicError } from '../errors.ts';
import { limitErrors } from './error-limit.ts';

export interface TimeLimit {
  readonly requestSeconds: number;
}

/**
 * Runs a query or a mutation. graphql-js interprets it: graphql-jit saved some 35 of 380 microseconds of a performPrompt, but
 * took null, defaults and an empty operation name for something else than graphql-js does, and money moves on that.
 */
export async function executeInTime(args: ExecutionArgs, limit: TimeLimit): Promise<ExecutionResult> {
  const context = args.contextValue as Context; // both transports make it
  return limitErrors(await resultInTime(Promise.resolve(execute(args)), context, limit));
}

/**
 * What has begun to run. Where its time is over, the client is told so, and nothing more is begun for it; what has begun may
 * still be done, so that the answer is UNAVAILABLE and never "no".
 */
export async function resultInTime(
  result: Promise<ExecutionResult>,
  context: Context,
  { requestSeconds }: TimeLimit,
): Promise<ExecutionResult> {
  const { promise: over, resolve: end } = Promise.withResolvers<ExecutionResult>();
  const timer = setTimeout(() => {
    context.time.isOver = true;
    end({ errors: [tookTooLong(requestSeconds)] });
  }, requestSeconds * 1000);
  try {
    return await Promise.race([result, over]);
  } finally {
    clearTimeout(timer);
  }
}

function tookTooLong(requestSeconds: number): GraphQLError {
  const message =
    `This took longer than LIMIT_REQUEST_SECONDS, ${requestSeconds}. A mutation may have been done all the same: repeat it ` +
    'with the same idempotency key. Ask a query for less, or repeat it.';
  const limit = { name: 'LIMIT_REQUEST_SECONDS', max: requestSeconds };
  return publicError('UNAVAILABLE', message, { limit, http: { status: 503 } });
}
