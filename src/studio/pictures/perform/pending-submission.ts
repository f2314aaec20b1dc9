import type { Wish } from './variations.ts';

interface Kept {
  readonly wish: Wish;
  readonly sentAt: number;
}

const RESUME_MAX_MS = 10 * 60_000; // 10 minutes; later the person may want something else

/** The submission of this tab that has no response yet. It survives a reload of the page, which sends it again. */
export class PendingSubmission {
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

  /** Null if there is none, or if it was sent too long ago. */
  recent(): Wish | null {
    const text = sessionStorage.getItem(this.#entry);
    if (text === null) return null;
    const { wish, sentAt } = JSON.parse(text) as Kept; // written by `keep`
    return Date.now() - sentAt < RESUME_MAX_MS ? wish : null;
  }
}
