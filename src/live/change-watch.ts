import type { ProjectId } from '../ids.ts';
import type { ChangeFeed, ChangeListener } from './change-feed.ts';
import { FellBehindError, Pull, type Sink, type Watch, type WatchFailure } from './watch.ts';

/** How many changes wait for a sink without room before the watch ends: no log exists to read them from again. */
const WAITING_MAX = 1_000;

/** Streams every later change of the project's items. Ends with FellBehindError if the sink is too slow. */
export class ChangeWatch<Item extends { readonly projectId: ProjectId }> implements Watch<Item>, ChangeListener<Item> {
  readonly #feed: Pick<ChangeFeed<Item>, 'watch' | 'leave'>;
  readonly #projectId: ProjectId;
  #sink: Sink<Item> | null = null;
  #waiting: Item[] = [];
  #isDraining = false;
  /** A watch can be ended before it runs. */
  #ended: { readonly failure: WatchFailure | null } | null = null;

  constructor(feed: Pick<ChangeFeed<Item>, 'watch' | 'leave'>, projectId: ProjectId) {
    this.#feed = feed;
    this.#projectId = projectId;
    feed.watch(projectId, this);
  }

  run(sink: Sink<Item>): void {
    if (this.#ended) return sink.end(this.#ended.failure);
    this.#sink = sink;
    this.#drain();
  }

  stop(): void {
    this.#end(null);
  }

  [Symbol.asyncIterator](): AsyncIterator<Item, void, void> {
    return new Pull(this);
  }

  onChange(item: Item): void {
    this.#waiting.push(item);
    if (this.#waiting.length > WAITING_MAX) {
      this.#end({ error: new FellBehindError('this subscription was read too slowly; subscribe again') });
    } else {
      this.#drain();
    }
  }

  #end(failure: WatchFailure | null): void {
    if (this.#ended) return;
    this.#ended = { failure };
    this.#feed.leave(this.#projectId, this);
    this.#waiting = [];
    const sink = this.#sink;
    this.#sink = null;
    sink?.end(failure);
  }

  #drain(): void {
    if (this.#sink === null || this.#isDraining || this.#waiting.length === 0) return;
    const room = this.#sink.room();
    if (room === null) {
      const waiting = this.#waiting;
      this.#waiting = [];
      this.#sink.put(waiting);
      return;
    }
    void this.#drainWhen(room);
  }

  async #drainWhen(room: Promise<void>): Promise<void> {
    this.#isDraining = true;
    await room;
    this.#isDraining = false;
    this.#drain();
  }
}
