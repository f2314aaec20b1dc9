/**
 * Subscriptions with the same document and variables share the execution and serialisation of each event. That is safe
 * because access to the project was checked when each subscription started and covers everything reachable from its events,
 * and because only viewers with the same workspace, role and projects share.
 */
import { createSourceEventStream, execute, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import type { Watch, WatchFailure } from '../live/watch.ts';
import { createContext } from '../graphql/context.ts';
import { maskError } from '../graphql/errors.ts';
import { resultInTime, type TimeLimit } from '../graphql/execution/execute-in-time.ts';
import { masked } from '../graphql/execution/masked.ts';
import { limitErrors } from '../graphql/execution/error-limit.ts';
import { SharedResults } from './shared-results.ts';
import { type ResultSink, Subscriber, type SubscriptionGroup, type SubscriptionRequest } from './subscriber.ts';

export interface SharedSubscriptionsOptions {
  readonly log: Logger;
  readonly limits: TimeLimit;
  /** Serialises a result for the sinks. */
  readonly serialise: (result: ExecutionResult) => Buffer;
}

export class SharedSubscriptions {
  readonly #options: SharedSubscriptionsOptions;
  readonly #groups = new Map<string, Group>();

  constructor(options: SharedSubscriptionsOptions) {
    this.#options = options;
  }

  /** Creates a subscription that has not started. Its results go to the sink. */
  prepare(request: SubscriptionRequest, sink: ResultSink, encodedId: string): Subscriber {
    return new Subscriber(new Group(this, request), sink, encodedId);
  }

  /** Starts a subscription. Returns the subscriber as its own stream, or an error result if it was refused. */
  async start(subscriber: Subscriber): Promise<Subscriber | ExecutionResult> {
    const { request } = subscriber.group;
    const contextValue = createContext(request.services, request.viewer);
    const source = await createSourceEventStream({ ...request, contextValue });
    if (!(Symbol.asyncIterator in source)) return masked(source, this.#options.log);
    if (!isWatch(source)) throw new Error('a subscription whose source is no watch');
    return subscriber.streamOf(source);
  }

  /** Adds a member to the group with the same key, and returns that group, which may be the one given. */
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

  /** Each event has its own loaders, so that nothing cached for an earlier event is used. */
  resultOf(event: object, request: SubscriptionRequest): Promise<Buffer> | Buffer {
    const contextValue = createContext(request.services, request.viewer);
    const result = execute({ ...request, rootValue: event, contextValue });
    if (!(result instanceof Promise)) return this.#bytesOf(result);
    return resultInTime(result, contextValue, this.#options.limits).then((found) => this.#bytesOf(found));
  }

  #bytesOf(result: ExecutionResult): Buffer {
    return this.#options.serialise(masked(limitErrors(result), this.#options.log));
  }
}

class Group implements SubscriptionGroup {
  readonly request: SubscriptionRequest;
  /** Equal for subscriptions whose results are the same for every event. */
  readonly key: string;
  members = 0;
  readonly #groups: SharedSubscriptions;
  #results: SharedResults | undefined;

  constructor(groups: SharedSubscriptions, request: SubscriptionRequest) {
    this.#groups = groups;
    this.request = request;
    this.key = keyOf(request);
  }

  /** Created on first use: a group that joins another never needs them. */
  get results(): SharedResults {
    return (this.#results ??= new SharedResults((event) => this.#groups.resultOf(event, this.request)));
  }

  join(): Group {
    return this.#groups.join(this);
  }

  leave(failure: WatchFailure | null): WatchFailure | null {
    return this.#groups.leave(this, failure);
  }
}

function keyOf({ query, operationName, variableValues, viewer }: SubscriptionRequest): string {
  const projects = viewer?.projectIds ? [...viewer.projectIds].toSorted() : null;
  return JSON.stringify([query, operationName, variableValues, viewer?.workspaceId, viewer?.role, projects]);
}

function isWatch(source: AsyncIterable<unknown>): source is Watch<object> {
  return 'run' in source && 'stop' in source;
}
