import type { Submission } from './perform-operations.ts';

interface Kept {
  readonly submission: Submission;
  readonly sentAt: number;
}

const RESUME_MAX_MS = 10 * 60_000; // 10 minutes: who comes back later may mean something else by now

/** What was submitted in this tab and has not been answered yet: it outlives the page, so that its end is found out. */
export class Unanswered {
  readonly #entry: string;

  constructor(projectId: string) {
    this.#entry = `darkroom.unanswered.${projectId}`;
  }

  keep(submission: Submission): void {
    sessionStorage.setItem(this.#entry, JSON.stringify({ submission, sentAt: Date.now() } satisfies Kept));
  }

  forget(): void {
    sessionStorage.removeItem(this.#entry);
  }

  /** Null where there is none, or where it was sent too long ago. */
  recent(): Submission | null {
    const text = sessionStorage.getItem(this.#entry);
    if (text === null) return null;
    const { submission, sentAt } = JSON.parse(text) as Kept; // written by keep alone
    return Date.now() - sentAt < RESUME_MAX_MS ? submission : null;
  }
}
