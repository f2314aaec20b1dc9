/** A socket that has not sent `connection_init` yet. */
export interface PendingSocket {
  initTimedOut(): void;
}

/** Times out sockets that do not send `connection_init`. One timer serves all, because all have the same timeout. */
export class InitTimeouts {
  readonly #timeoutMs: number;
  readonly #monotonicMs: () => number;
  /** The deadlines, earliest first. */
  readonly #deadlines = new Map<PendingSocket, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(timeoutMs: number, monotonicMs: () => number) {
    this.#timeoutMs = timeoutMs;
    this.#monotonicMs = monotonicMs;
  }

  start(socket: PendingSocket): void {
    this.#deadlines.set(socket, this.#monotonicMs() + this.#timeoutMs);
    this.#timer ??= setTimeout(() => this.#check(), this.#timeoutMs);
  }

  /** Must be called when the socket has sent `connection_init` or has closed. */
  cancel(socket: PendingSocket): void {
    this.#deadlines.delete(socket);
  }

  stop(): void {
    clearTimeout(this.#timer ?? undefined);
  }

  #check(): void {
    this.#timer = null;
    const nowMs = this.#monotonicMs();
    for (const [socket, deadlineMs] of this.#deadlines) {
      if (deadlineMs > nowMs) {
        this.#timer = setTimeout(() => this.#check(), deadlineMs - nowMs);
        return;
      }
      this.#deadlines.delete(socket);
      socket.initTimedOut();
    }
  }
}
