import type { Wish } from './variations.ts';

interface Kept {
  readonly wish: Wish;
  readonly sentAt: number;
}

const RESUME_MAX_MS = 10 * 60_000; // 10 minutes: who comes back later may mean something else by now

/** What was submitted in this tab and has not been answered yet: it outlives the page, so that its end is found out. */
export class Unanswered {
  readonly #entry: string;

  constructor(projectId: string) {
    this.#entry = `darkroom.unanswered.${projectId}`;
  }

  keep(wish: Wish): void {
    sessionStorage.setItem(this.#entry, JSON.stringify({ wish, sentAt: Date.now() } satisfies Kept));
  }

  forget(): void {
    sessionStorage.removeItem(this.#entry);
  }

  /** Null where there is none, or where it was sent too long ago. */
  recent(): Wish | null {
    const text = sessionStorage.getItem(this.#entry);
    if (text === null) return null;
    const { wish, sentAt } = JSON.parse(text) as Kept; // written by keep alone
    return Date.now() - sentAt < RESUME_MAX_MS ? wish : null;
  }
}
