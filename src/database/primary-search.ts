/**
 * Finds the server of a list that takes writes, as libpq does for target_session_attrs=read-write, but asks all of them at
 * once: a machine that fails without closing its connections would otherwise delay every new connection by seconds.
 *
 *   the first primary answers ──the others too, or 100 ms have passed──► the primary with the highest timeline
 *   every server is a standby or down ──────────────────────────────────► NoPrimaryError
 *
 * While a server has not answered, those that do not take writes are asked again, because a standby may be promoted meanwhile.
 * After a failover the old primary may still run: the new one has the higher timeline.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { examineServer, type ServerState } from './examine-server.ts';
import { ConnectionLostError } from './failure.ts';
import { addressOf } from './server-list.ts';

/** How long a search waits for the other servers once a primary has answered: another one may have a higher timeline. */
const GRACE_MS = 100;

/** The pause before a server that does not take writes is asked again. */
const ASK_AGAIN_MS = 50;

/**
 * How long a failed search is the answer to later callers too. Callers that retry at once would otherwise keep the servers busy
 * with connections while a standby is promoted.
 */
const FAILURE_HOLDS_MS = 50;

/** No server of the list takes writes at the moment. The message names each of them, without secrets. */
export class NoPrimaryError extends ConnectionLostError {}

export class PrimarySearch {
  readonly #urls: readonly string[];
  /** Servers that had not answered when an earlier search ended. Later searches do not wait for them: each would delay a connection. */
  readonly #slow = new Set<string>();
  #running: Promise<string> | null = null;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  /** The URL of the primary. Concurrent callers share a search. Throws NoPrimaryError. */
  find(): Promise<string> {
    this.#running ??= this.#search();
    return this.#running;
  }

  async #search(): Promise<string> {
    try {
      const primary = await new Search(this.#urls, this.#slow).run();
      this.#running = null;
      return primary;
    } catch (error) {
      void delay(FAILURE_HOLDS_MS).then(() => (this.#running = null));
      throw error;
    }
  }
}

class Search {
  readonly #urls: readonly string[];
  readonly #slow: Set<string>;
  readonly #pending: Set<string>;
  readonly #timelines = new Map<string, number>();
  readonly #objections = new Map<string, string>();
  readonly #found = Promise.withResolvers<string>();
  readonly #end = new AbortController();

  constructor(urls: readonly string[], slow: Set<string>) {
    this.#urls = urls;
    this.#slow = slow;
    this.#pending = new Set(urls);
  }

  async run(): Promise<string> {
    for (const url of this.#urls) void this.#ask(url);
    try {
      return await this.#found.promise;
    } finally {
      this.#end.abort();
      for (const url of this.#pending) this.#slow.add(url);
    }
  }

  async #ask(url: string): Promise<void> {
    const { signal } = this.#end;
    while (!signal.aborted) {
      const state = await examineServer(url, signal);
      if (signal.aborted) return;
      this.#pending.delete(url);
      this.#slow.delete(url);
      this.#note(url, state);
      if (state.kind === 'primary') return;
      await delay(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined); // the search is over
    }
  }

  #note(url: string, state: ServerState): void {
    if (state.kind === 'primary') this.#timelines.set(url, state.timeline);
    else this.#objections.set(url, state.kind === 'standby' ? 'takes no writes' : state.reason);
    if (this.#timelines.size === 0) {
      if (this.#objections.size === this.#urls.length) this.#found.reject(this.#noPrimary());
      return;
    }
    if ([...this.#pending].every((other) => this.#slow.has(other))) this.#decide();
    else if (state.kind === 'primary') void delay(GRACE_MS).then(() => this.#decide());
  }

  #decide(): void {
    const newest = Math.max(...this.#timelines.values());
    const primary = this.#urls.find((url) => this.#timelines.get(url) === newest);
    if (primary !== undefined) this.#found.resolve(primary);
  }

  #noPrimary(): NoPrimaryError {
    const objections = this.#urls.map((url) => `${addressOf(url)}: ${this.#objections.get(url)}`);
    return new NoPrimaryError(`no server of the list takes writes (${objections.join('; ')})`);
  }
}
