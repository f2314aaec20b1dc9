/**
 * Streams the balance of a project: first the current balance, or every entry after `afterSequence`; then every entry as it
 * is committed. The sequence rises by one from message to message.
 *
 *   behind ──read to the end of the ledger, no entries wait──► live
 *   live ──an entry is missing, or the sink has no room──► behind
 *
 * While live, an entry goes from the commit to the sink in one call. While behind, entries wait. If too many wait, they are
 * dropped and later read from the ledger, so a slow sink misses nothing and takes a fixed amount of memory.
 */
import { setImmediate } from 'node:timers/promises';
import type { ProjectId } from '../ids.ts';
import { type BalanceChange, changeOf, snapshotOf } from './balance-change.ts';
import type { Hub, HubSource } from './hub.ts';
import type { BalanceListener, ProjectFeed } from './project-feed.ts';
import { Pull, type Sink, type Watch, type WatchFailure } from './watch.ts';

/** How many entries wait for a watch that is behind before they are dropped. */
const WAITING_MAX = 1_000;

/** How many entries are sent before yielding to the event loop: a message takes about 50 µs. */
const LINES_PER_TURN = 50;

/** The dependencies that all watches of a process share. */
export interface BalanceWatching {
  readonly hub: Pick<Hub, 'watchBalance' | 'leaveBalance'>;
  readonly source: HubSource;
}

/** There are thousands of mostly idle watches, so each holds only what it cannot share. */
export class BalanceWatch implements Watch<BalanceChange>, BalanceListener {
  readonly #watching: BalanceWatching;
  #projectId: ProjectId;
  readonly #afterSequence: number | null;
  #feed: ProjectFeed | null = null;
  #sink: Sink<BalanceChange> | null = null;
  #isLive = false;
  #waiting: BalanceChange[] | null = null;
  #dropped = false;
  #position = 0;
  #hasEnded = false;

  /** `afterSequence` null: the first message is the current balance. */
  constructor(watching: BalanceWatching, projectId: ProjectId, afterSequence: number | null) {
    this.#watching = watching;
    this.#projectId = projectId;
    this.#afterSequence = afterSequence;
  }

  run(sink: Sink<BalanceChange>): void {
    if (this.#hasEnded) return sink.end(null);
    this.#sink = sink;
    this.#begin(sink).catch((error: unknown) => this.#end({ error }));
  }

  stop(): void {
    this.#end(null);
  }

  [Symbol.asyncIterator](): AsyncIterator<BalanceChange, void, void> {
    return new Pull(this);
  }

  #end(failure: WatchFailure | null): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#feed) this.#watching.hub.leaveBalance(this.#feed, this);
    this.#waiting = null;
    const sink = this.#sink;
    this.#sink = null;
    sink?.end(failure);
  }

  async #begin(sink: Sink<BalanceChange>): Promise<void> {
    // Listens before it reads, so that lines that commit meanwhile wait.
    const feed = this.#watching.hub.watchBalance(this.#projectId, this);
    this.#feed = feed;
    this.#projectId = feed.projectId; // the feed's string, shared by all watches of the project
    const project = await this.#watching.source.project(this.#projectId);
    if (!project || this.#sink === null) return this.stop();
    feed.seen(project);
    this.#position = this.#afterSequence ?? project.sequence;
    if (this.#afterSequence === null) sink.put([snapshotOf(project)]);
    if (this.#position < project.sequence) await this.#readMissing();
    await this.#catchUp();
  }

  /** Receives the next changes of the project, in order. */
  onChanges(changes: readonly BalanceChange[]): void {
    if (this.#isLive && this.#sink?.room() === null) {
      const rest = this.#deliver(changes);
      if (rest.length === 0) return;
      this.#waiting = [...rest];
    } else if ((this.#waiting?.length ?? 0) + changes.length > WAITING_MAX) {
      this.#waiting = null;
      this.#dropped = true;
    } else {
      (this.#waiting ??= []).push(...changes);
    }
    if (!this.#isLive) return; // still catching up
    this.#isLive = false;
    this.#catchUp().catch((error: unknown) => this.#end({ error }));
  }

  /** Puts the changes that follow the last one that was put. Returns those after a gap. */
  #deliver(changes: readonly BalanceChange[]): readonly BalanceChange[] {
    const first = changes.findIndex(({ sequence }) => sequence > this.#position);
    if (first === -1) return [];
    if (changes[first]?.sequence !== this.#position + 1) return changes.slice(first);
    const next = first === 0 ? changes : changes.slice(first); // the feed has no gaps
    this.#position = next.at(-1)?.sequence ?? this.#position;
    this.#sink?.put(next);
    return [];
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      await this.#sink?.room();
      if (this.#dropped) {
        this.#dropped = false;
        await this.#readMissing();
      }
      const rest = this.#deliver(this.#takeWaiting());
      if (rest.length > 0) {
        await this.#readMissing();
        this.#waiting = [...rest, ...this.#takeWaiting()];
      } else if (this.#waiting === null && !this.#dropped) {
        this.#isLive = true; // in the same turn as the last check, so that no line is missed
        return;
      }
    }
  }

  #takeWaiting(): BalanceChange[] {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    return waiting;
  }

  /** Reads entries from the ledger page by page and puts them in small groups, as fast as the sink accepts them. */
  async #readMissing(): Promise<void> {
    for (;;) {
      const entries = await this.#watching.source.entriesAfter(this.#projectId, this.#position);
      if (entries.length === 0) return;
      for (let at = 0; at < entries.length; at += LINES_PER_TURN) {
        await this.#sink?.room();
        await setImmediate();
        if (this.#sink === null) return;
        const threshold = this.#feed?.threshold ?? null;
        const handful = entries.slice(at, at + LINES_PER_TURN);
        this.#position = handful.at(-1)?.sequence ?? this.#position;
        this.#sink.put(handful.map((entry) => changeOf(entry, threshold)));
      }
    }
  }
}
