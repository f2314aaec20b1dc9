/**
 * CONNECTING ► LIVE; LIVE ► RECONNECTING when the socket has gone; RECONNECTING ► RESUMED once the server has told what was
 * missed, ► LIVE a moment later. STOPPED: it will not be tried again until the page is loaded anew.
 */
export type ConnectionStatus = 'CONNECTING' | 'LIVE' | 'RECONNECTING' | 'RESUMED' | 'STOPPED';

export interface ConnectionState {
  readonly status: ConnectionStatus;
  /** When everything on the page was last known to be current. */
  readonly liveUntil: Date | null;
}

const RESUMED_MS = 4_000; // long enough to be read

/** Whether the page is told of changes. The socket reports here. */
export class Connection {
  /** Asks for what was missed while the socket was away. */
  resume: () => Promise<void> = async () => {};

  #state: ConnectionState = { status: 'CONNECTING', liveUntil: null };
  #isLossExpected = false;
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  readonly state = (): ConnectionState => this.#state;

  connected(isAgain: boolean): void {
    if (!isAgain && this.#state.status === 'CONNECTING') this.#become('LIVE', null);
    else void this.#resumed();
  }

  /** Called before the page itself closes the socket, to open it again at once. That interruption is not shown. */
  expectLoss(): void {
    this.#isLossExpected = this.#state.status === 'LIVE';
  }

  lost(): void {
    if (this.#isLossExpected) {
      this.#isLossExpected = false;
      return;
    }
    clearTimeout(this.#settling);
    const { status, liveUntil } = this.#state;
    if (status === 'LIVE' || status === 'RESUMED') this.#become('RECONNECTING', new Date());
    else if (status === 'CONNECTING') this.#become('RECONNECTING', liveUntil);
  }

  stopped(): void {
    this.#become('STOPPED', this.#state.liveUntil ?? new Date());
  }

  close(): void {
    clearTimeout(this.#settling);
    this.#listeners.clear();
  }

  /** What cannot be asked for now is asked for again by the next reconnection, or shown by whoever needs it. */
  async #resumed(): Promise<void> {
    await this.resume().catch(() => undefined);
    if (this.#state.status !== 'RECONNECTING') return;
    this.#become('RESUMED', null);
    this.#settling = setTimeout(() => this.#become('LIVE', null), RESUMED_MS);
  }

  #become(status: ConnectionStatus, liveUntil: Date | null): void {
    this.#state = { status, liveUntil };
    for (const changed of this.#listeners) changed();
  }
}
