/** What is told to a socket that has not begun in time. */
export interface Silent {
  tooLate(): void;
}

/** Sockets on which nothing has been said yet, longest silent first, and one timer for all of them. */
export class FirstWords {
  readonly #limitMs: number;
  readonly #clock: () => number;
  /** Until when each has time. */
  readonly #silent = new Map<Silent, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(limitMs: number, clock: () => number) {
    this.#limitMs = limitMs;
    this.#clock = clock;
  }

  await(socket: Silent): void {
    this.#silent.set(socket, this.#clock() + this.#limitMs);
    this.#timer ??= setTimeout(() => this.#look(), this.#limitMs);
  }

  /** It has begun, or gone. */
  forget(socket: Silent): void {
    this.#silent.delete(socket);
  }

  stop(): void {
    clearTimeout(this.#timer ?? undefined);
  }

  #look(): void {
    this.#timer = null;
    const now = this.#clock();
    for (const [socket, until] of this.#silent) {
      if (until > now) {
        this.#timer = setTimeout(() => this.#look(), until - now);
        return;
      }
      this.#silent.delete(socket);
      socket.tooLate();
    }
  }
}
