/**
 * The balance of a project, live: the present one first, or every line after `afterSequence`; then every line as it
 * commits. From message to message of one watch the sequence rises by one.
 *
 *   behind ──read up to the ledger's end, nothing waits──► live
 *   live ──a line is missing, or the sink has no room──► behind
 *
 * Live, a line goes from the commit to the sink in one call. Behind, lines wait; where too many do they are dropped and
 * read from the ledger later, which is the log: a sink that is slow is not sent less, and costs a fixed amount of memory.
 */
import { setImmediate } from 'node:timers/promises';
import type { ProjectId } from '../ledger/kernel/ids.ts';
import { type BalanceChange, changeOf, snapshotOf } from './balance-change.ts';
import type { Hub, HubSource } from './hub.ts';
import { Pull, type Sink, type Watch } from './watch.ts';

/** So many lines wait for a watch that is behind before they are dropped. */
const WAITING_MAX = 1_000;

/** So many lines of the ledger are put at once: to work out what is told of each takes some 50 µs. */
const HANDFUL = 50;

export interface BalanceWatchOptions {
  readonly projectId: ProjectId;
  /** Null: the first message is the present balance. */
  readonly afterSequence: number | null;
}

export class BalanceWatch implements Watch<BalanceChange> {
  readonly #options: BalanceWatchOptions;
  readonly #hub: Pick<Hub<never>, 'watchBalance'>;
  readonly #source: HubSource;
  #leave: () => void = () => undefined;
  #sink: Sink<BalanceChange> | null = null;
  #isLive = false;
  #waiting: BalanceChange[] = [];
  #dropped = false;
  #position = 0;
  #threshold: number | null = null;
  #end: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor(hub: Pick<Hub<never>, 'watchBalance'>, source: HubSource, options: BalanceWatchOptions) {
    this.#hub = hub;
    this.#source = source;
    this.#options = options;
  }

  run(sink: Sink<BalanceChange>): Promise<void> {
    this.#sink = sink;
    this.#begin(sink).catch((error: unknown) => this.#fail(error));
    return this.#end.promise;
  }

  stop(): void {
    this.#sink = null;
    this.#waiting = [];
    this.#leave();
    this.#end.resolve();
  }

  [Symbol.asyncIterator](): AsyncIterator<BalanceChange, void, void> {
    return new Pull(this);
  }

  #fail(error: unknown): void {
    this.#end.reject(error);
    this.stop();
  }

  async #begin(sink: Sink<BalanceChange>): Promise<void> {
    const { projectId, afterSequence } = this.#options;
    // Listening before reading: what commits in between waits.
    const { feed, leave } = this.#hub.watchBalance(projectId, (changes) => this.#hear(changes));
    this.#leave = leave;
    const project = await this.#source.project(projectId);
    if (!project || this.#sink === null) return this.stop();
    feed.seen(project);
    this.#position = afterSequence ?? project.sequence;
    this.#threshold = project.lowBalanceThreshold;
    if (afterSequence === null) sink.put([snapshotOf(project)]);
    if (this.#position < project.sequence) await this.#readMissing();
    await this.#catchUp();
  }

  /** The project has come further. Called in the order of its lines. */
  #hear(changes: readonly BalanceChange[]): void {
    if (this.#isLive && this.#sink?.room() === null) {
      const rest = this.#deliver(changes);
      if (rest.length === 0) return;
      this.#waiting = [...rest];
    } else if (this.#waiting.length + changes.length > WAITING_MAX) {
      this.#waiting = [];
      this.#dropped = true;
    } else {
      this.#waiting.push(...changes);
    }
    if (!this.#isLive) return; // it is being caught up with
    this.#isLive = false;
    this.#catchUp().catch((error: unknown) => this.#fail(error));
  }

  /** Puts what follows the last one that was put; gives back what is beyond a gap. */
  #deliver(changes: readonly BalanceChange[]): readonly BalanceChange[] {
    const first = changes.findIndex(({ sequence }) => sequence > this.#position);
    if (first === -1) return [];
    if (changes[first]?.sequence !== this.#position + 1) return changes.slice(first);
    const next = first === 0 ? changes : changes.slice(first); // without a gap among them: the feed sees to it
    this.#position = next.at(-1)?.sequence ?? this.#position;
    this.#sink?.put(next);
    return [];
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      await this.#sink?.room();
      if (this.#dropped) {
        this.#dropped = false;
        this.#threshold = (await this.#source.project(this.#options.projectId))?.lowBalanceThreshold ?? null;
        await this.#readMissing();
      }
      const rest = this.#deliver(this.#takeWaiting());
      if (rest.length > 0) {
        await this.#readMissing();
        this.#waiting = [...rest, ...this.#waiting];
      } else if (this.#waiting.length === 0 && !this.#dropped) {
        this.#isLive = true; // in the same turn as the last look, so that no line falls between
        return;
      }
    }
  }

  #takeWaiting(): BalanceChange[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  /** From the ledger, page by page and in handfuls, as fast as the sink takes them, while others have their turn. */
  async #readMissing(): Promise<void> {
    for (;;) {
      const entries = await this.#source.entriesAfter(this.#options.projectId, this.#position);
      if (entries.length === 0) return;
      for (let at = 0; at < entries.length; at += HANDFUL) {
        await this.#sink?.room();
        await setImmediate();
        if (this.#sink === null) return;
        const handful = entries.slice(at, at + HANDFUL);
        this.#position = handful.at(-1)?.sequence ?? this.#position;
        this.#sink.put(handful.map((entry) => changeOf(entry, this.#threshold)));
      }
    }
  }
}
