import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, type GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from './context.ts';
import { createContext } from './context.ts';
import { maskError } from './errors.ts';

/** Runs a query or a mutation for a transport that does not go through Apollo, with the same masking. */
export async function executeMasked(args: ExecutionArgs, log: Logger): Promise<ExecutionResult> {
  return masked(await execute(args), log);
}

/**
 * Starts a subscription: a stream of results, or one result where it was refused. Every event is executed with loaders of
 * its own, so that nothing is answered from what an earlier event has looked up.
 */
export async function subscribeMasked(
  args: ExecutionArgs & { readonly contextValue: Context },
  log: Logger,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return masked(source, log);
  const { services, viewer } = args.contextValue;
  const events = source[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]() {
      return results;
    },
    async next() {
      const event = await events.next().catch((error: unknown) => {
        throw maskError(error, log);
      });
      if (event.done) return { done: true, value: undefined };
      const contextValue = createContext(services, viewer);
      return { done: false, value: masked(await execute({ ...args, rootValue: event.value, contextValue }), log) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
  return results;
}

function masked(result: ExecutionResult, log: Logger): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map((error: GraphQLError) => maskError(error, log)) };
}
