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
import { InOrder, type Outlet, SharedResults } from './shared-results.ts';

export interface SubscriptionArgs extends ExecutionArgs {
  readonly contextValue: Context;
  /** The text of the document. */
  readonly query: string;
  readonly outlet: Outlet;
}

interface Group {
  readonly key: string;
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
    const { services, viewer } = args.contextValue;
    // With a context of its own: what it has looked up to begin need not be kept while it lasts.
    const source = await createSourceEventStream({ ...args, contextValue: createContext(services, viewer) });
    if (!(Symbol.asyncIterator in source)) return masked(source, this.#log);
    if (!isWatch(source)) throw new Error('a subscription that is no watch');
    return new SilentStream(source, () => this.#run(source, args));
  }

  async #run(source: Watch<object>, args: SubscriptionArgs): Promise<IteratorReturnResult<void>> {
    const group = this.#join(args);
    const inOrder = new InOrder(group.results, args.outlet, source);
    try {
      await source.run(inOrder);
      inOrder.throwFailure();
      return ENDED;
    } catch (error) {
      throw maskError(error, this.#log);
    } finally {
      this.#leave(group);
    }
  }

  #join(args: SubscriptionArgs): Group {
    const key = keyOf(args);
    const group = this.#groups.get(key) ?? {
      key,
      members: 0,
      results: new SharedResults((event) => this.#work(event, args)),
    };
    this.#groups.set(group.key, group);
    group.members += 1;
    return group;
  }

  #leave(group: Group): void {
    group.members -= 1;
    if (group.members === 0) this.#groups.delete(group.key);
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

const ENDED: IteratorReturnResult<void> = { done: true, value: undefined };

/** Says nothing of its own; runs when it is first read, and ends with that. */
class SilentStream implements AsyncIterableIterator<never, void, void> {
  readonly #watch: Pick<Watch<object>, 'stop'>;
  readonly #run: () => Promise<IteratorReturnResult<void>>;

  constructor(watch: Pick<Watch<object>, 'stop'>, run: () => Promise<IteratorReturnResult<void>>) {
    this.#watch = watch;
    this.#run = run;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorReturnResult<void>> {
    return this.#run();
  }

  async return(): Promise<IteratorReturnResult<void>> {
    this.#watch.stop();
    return ENDED;
  }
}
