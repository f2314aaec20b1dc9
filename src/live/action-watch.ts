import type { ProjectId } from '../ids.ts';
import type { ActionListener, Hub } from './hub.ts';
import { FellBehindError, Pull, type Sink, type Watch, type WatchFailure } from './watch.ts';

/** How many changes wait for a sink without room before the watch ends: no log exists to read them from again. */
const WAITING_MAX = 1_000;

/** Every later change of the project's actions. Ends with FellBehindError if the sink is too slow. */
export class ActionWatch<Action extends { readonly projectId: ProjectId }>
  implements Watch<Action>, ActionListener<Action>
{
  readonly #hub: Pick<Hub<Action>, 'watchActions' | 'leaveActions'>;
  readonly #projectId: ProjectId;
  #sink: Sink<Action> | null = null;
  #waiting: Action[] = [];
  #isDraining = false;
  /** A watch can be ended before it runs. */
  #ended: { readonly failure: WatchFailure | null } | null = null;

  constructor(hub: Pick<Hub<Action>, 'watchActions' | 'leaveActions'>, projectId: ProjectId) {
    this.#hub = hub;
    this.#projectId = projectId;
    hub.watchActions(projectId, this);
  }

  run(sink: Sink<Action>): void {
    if (this.#ended) return sink.end(this.#ended.failure);
    this.#sink = sink;
    this.#drain();
  }

  stop(): void {
    this.#end(null);
  }

  [Symbol.asyncIterator](): AsyncIterator<Action, void, void> {
    return new Pull(this);
  }

  /** Receives a changed action of the project. */
  onAction(action: Action): void {
    this.#waiting.push(action);
    if (this.#waiting.length > WAITING_MAX) {
      this.#end({ error: new FellBehindError('this subscription was read too slowly; subscribe again') });
    } else {
      this.#drain();
    }
  }

  #end(failure: WatchFailure | null): void {
    if (this.#ended) return;
    this.#ended = { failure };
    this.#hub.leaveActions(this.#projectId, this);
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
