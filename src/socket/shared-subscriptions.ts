/**
 * Subscriptions that ask the same of the same project share what an event costs: it is executed and serialised once for
 * all of them. What they share depends on no viewer: who may watch a project may see whatever can be reached from its
 * events, and that was decided when each of them began. Who sees less, by workspace, role or projects, shares with its
 * equals alone.
 */
import { createSourceEventStream, execute, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import type { Watch, WatchFailure } from '../live/watch.ts';
import { createContext } from '../graphql/context.ts';
import { maskError } from '../graphql/errors.ts';
import { masked } from '../graphql/execution/masked.ts';
import { SharedResults } from './shared-results.ts';
import { type Asked, type Outlet, type Shared, Subscriber } from './subscriber.ts';

export interface SharedSubscriptionsOptions {
  readonly log: Logger;
  /** A result as the outlets take it. */
  readonly written: (result: ExecutionResult) => Buffer;
}

export class SharedSubscriptions {
  readonly #options: SharedSubscriptionsOptions;
  readonly #groups = new Map<string, Group>();

  constructor(options: SharedSubscriptionsOptions) {
    this.#options = options;
  }

  /** A subscription that is about to start. Its results go to the outlet, under the mark. */
  prepare(asked: Asked, outlet: Outlet, mark: string): Subscriber {
    return new Subscriber(new Group(this, asked), outlet, mark);
  }

  /** Starts it: it is its own stream, without messages. A result instead: it was refused. */
  async start(subscriber: Subscriber): Promise<Subscriber | ExecutionResult> {
    const { asked } = subscriber.shared;
    const contextValue = createContext(asked.services, asked.viewer);
    const source = await createSourceEventStream({ ...asked, contextValue });
    if (!(Symbol.asyncIterator in source)) return masked(source, this.#options.log);
    if (!isWatch(source)) throw new Error('a subscription that is no watch');
    return subscriber.streamOf(source);
  }

  /** The group of those that ask the same; at first the one that is given. */
  join(group: Group): Group {
    const joined = this.#groups.get(group.key) ?? group;
    this.#groups.set(joined.key, joined);
    joined.members += 1;
    return joined;
  }

  leave(group: Group, failure: WatchFailure | null): WatchFailure | null {
    group.members -= 1;
    if (group.members === 0) this.#groups.delete(group.key);
    return failure && { error: maskError(failure.error, this.#options.log) };
  }

  /** With loaders of its own, so that nothing is answered from what an earlier event has looked up. */
  resultOf(event: object, asked: Asked): Promise<Buffer> | Buffer {
    const contextValue = createContext(asked.services, asked.viewer);
    const result = execute({ ...asked, rootValue: event, contextValue });
    return result instanceof Promise ? result.then((found) => this.#bytesOf(found)) : this.#bytesOf(result);
  }

  #bytesOf(result: ExecutionResult): Buffer {
    return this.#options.written(masked(result, this.#options.log));
  }
}

class Group implements Shared {
  readonly asked: Asked;
  /** Equal for subscriptions whose results are the same for every event. */
  readonly key: string;
  members = 0;
  readonly #groups: SharedSubscriptions;
  #results: SharedResults | undefined;

  constructor(groups: SharedSubscriptions, asked: Asked) {
    this.#groups = groups;
    this.asked = asked;
    this.key = keyOf(asked);
  }

  /** Made when they are first asked for: of equals only the first one's are. */
  get results(): SharedResults {
    return (this.#results ??= new SharedResults((event) => this.#groups.resultOf(event, this.asked)));
  }

  join(): Group {
    return this.#groups.join(this);
  }

  leave(failure: WatchFailure | null): WatchFailure | null {
    return this.#groups.leave(this, failure);
  }
}

function keyOf({ query, operationName, variableValues, viewer }: Asked): string {
  const projects = viewer?.projectIds ? [...viewer.projectIds].toSorted() : null;
  return JSON.stringify([query, operationName, variableValues, viewer?.workspaceId, viewer?.role, projects]);
}

function isWatch(source: AsyncIterable<unknown>): source is Watch<object> {
  return 'run' in source && 'stop' in source;
}
