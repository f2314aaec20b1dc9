import type { ProjectId } from '../ledger/kernel/ids.ts';
import type { Hub } from './hub.ts';
import { FellBehindError, Pull, type Sink, type Watch } from './watch.ts';

/** So many changes wait for a sink without room before the watch gives up: there is no log to read them from again. */
const WAITING_MAX = 1_000;

/** Every change of the project's actions from now on. Ends with FellBehindError at a sink that is too slow. */
export class ActionWatch<Action extends { readonly projectId: ProjectId }> implements Watch<Action> {
  readonly #leave: () => void;
  #sink: Sink<Action> | null = null;
  #waiting: Action[] = [];
  #isDraining = false;
  #end: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor(hub: Pick<Hub<Action>, 'watchActions'>, projectId: ProjectId) {
    this.#leave = hub.watchActions(projectId, (action) => this.#hear(action));
    this.#end.promise.catch(() => undefined); // it may end before it is run, which then says so
  }

  run(sink: Sink<Action>): Promise<void> {
    this.#sink = sink;
    this.#drain();
    return this.#end.promise;
  }

  stop(): void {
    this.#sink = null;
    this.#waiting = [];
    this.#leave();
    this.#end.resolve();
  }

  [Symbol.asyncIterator](): AsyncIterator<Action, void, void> {
    return new Pull(this);
  }

  #hear(action: Action): void {
    this.#waiting.push(action);
    if (this.#waiting.length > WAITING_MAX) {
      this.#end.reject(new FellBehindError('this subscription was read too slowly; subscribe again'));
      this.stop();
    } else {
      this.#drain();
    }
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
