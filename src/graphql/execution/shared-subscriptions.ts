/**
 * Subscriptions that ask the same of the same project share what an event costs: it is executed and serialised once for
 * all of them. What they share depends on no viewer: who may watch a project may see whatever can be reached from its
 * events, and that was decided when each of them began. Who sees less, by workspace, role or projects, shares with its
 * equals alone.
 */
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import type { Watch } from '../../live/watch.ts';
import { type Context, createContext } from '../context.ts';
import { maskError } from '../errors.ts';
import type { Executor } from './executor.ts';
import { masked } from './masked.ts';
import { InOrder, SharedResults } from './shared-results.ts';

export interface SubscriptionArgs extends ExecutionArgs {
  readonly contextValue: Context;
  /** The text of the document. */
  readonly query: string;
  readonly outlet: Outlet;
}

/** Where the results of one subscription go. */
export interface Outlet {
  /** Takes a result, as the end of a JSON object of which it is the last field: `"payload":{"data":…}}`. */
  write(result: Buffer): void;
  /** Null: it can take more; otherwise resolves once it can, or once it never will. */
  room(): Promise<void> | null;
}

interface Group {
  members: number;
  readonly results: SharedResults;
}

export class SharedSubscriptions {
  readonly #executor: Executor;
  readonly #log: Logger;
  readonly #groups = new Map<string, Group>();

  constructor(executor: Executor, log: Logger) {
    this.#executor = executor;
    this.#log = log;
  }

  /**
   * Starts a subscription. Its results go to the outlet; the stream that is returned has no messages, ends with the
   * subscription, and ends it when it is returned. A result instead of a stream: it was refused.
   */
  async start(args: SubscriptionArgs): Promise<AsyncIterableIterator<never, void, void> | ExecutionResult> {
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return masked(source, this.#log);
    if (!isWatch(source)) throw new Error('a subscription that is no watch');
    const group = this.#join(args);
    return silentStreamOf(source, async () => {
      const failed = Promise.withResolvers<never>();
      const inOrder = new InOrder(group.results, (result) => args.outlet.write(result), failed.reject);
      try {
        const run = source.run({ put: (events) => inOrder.put(events), room: () => args.outlet.room() });
        await Promise.race([run, failed.promise]);
      } catch (error) {
        throw maskError(error, this.#log);
      } finally {
        source.stop();
        group.leave();
      }
    });
  }

  #join(args: SubscriptionArgs): { results: SharedResults; leave: () => void } {
    const key = keyOf(args);
    const group = this.#groups.get(key) ?? {
      members: 0,
      results: new SharedResults((event) => this.#work(event, args)),
    };
    this.#groups.set(key, group);
    group.members += 1;
    const leave = () => {
      group.members -= 1;
      if (group.members === 0) this.#groups.delete(key);
    };
    return { results: group.results, leave };
  }

  /** With loaders of its own, so that nothing is answered from what an earlier event has looked up. */
  #work(event: object, args: SubscriptionArgs): Promise<Buffer> | Buffer {
    const { services, viewer } = args.contextValue;
    const contextValue = createContext(services, viewer);
    const result = this.#executor.execute({ ...args, rootValue: event, contextValue });
    return result instanceof Promise ? result.then((found) => this.#bytesOf(found)) : this.#bytesOf(result);
  }

  #bytesOf(result: ExecutionResult): Buffer {
    return Buffer.from(`"payload":${JSON.stringify(masked(result, this.#log))}}`);
  }
}

/** Equal for subscriptions whose results are the same for every event. */
function keyOf({ query, operationName, variableValues, contextValue: { viewer } }: SubscriptionArgs): string {
  const projects = viewer?.projectIds ? [...viewer.projectIds].toSorted() : null;
  return JSON.stringify([query, operationName, variableValues, viewer?.workspaceId, viewer?.role, projects]);
}

function isWatch(source: AsyncIterable<unknown>): source is Watch<object> {
  return 'run' in source && 'stop' in source;
}

function silentStreamOf(watch: Pick<Watch<object>, 'stop'>, run: () => Promise<void>) {
  const stream: AsyncIterableIterator<never, void, void> = {
    [Symbol.asyncIterator]() {
      return stream;
    },
    async next() {
      await run();
      return { done: true, value: undefined };
    },
    async return() {
      watch.stop();
      return { done: true, value: undefined };
    },
  };
  return stream;
}
