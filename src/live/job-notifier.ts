import { type Queryable, runStatement } from '../database/statement.ts';

/** The channel on which graphile-worker is notified of new jobs. */
export const JOBS_CHANNEL = 'jobs:insert';

/** The interval between notifications: NOTIFY serializes committing transactions. */
const PAUSE_MS = 20;

export function jobsPayload(count: number): string {
  return JSON.stringify({ count });
}

export interface JobNotifierOptions {
  readonly pool: Queryable;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Wakes workers for committed jobs by NOTIFY, on which graphile-worker listens, if notifications use another transport. */
export class JobNotifier {
  readonly #options: JobNotifierOptions;
  #count = 0;
  #notifying: Promise<void> | null = null;

  constructor(options: JobNotifierOptions) {
    this.#options = options;
  }

  notify(count: number): void {
    this.#count += count;
    this.#notifying ??= this.#notify();
  }

  /** Resolves when every notification has been sent. */
  async finished(): Promise<void> {
    await this.#notifying;
  }

  async #notify(): Promise<void> {
    const { pool, wait, onError } = this.#options;
    while (this.#count > 0) {
      const values = [JOBS_CHANNEL, jobsPayload(this.#count)];
      this.#count = 0;
      const notify = { name: 'job_notifier', text: 'select pg_notify($1, $2)', values };
      await runStatement(pool, notify).catch(onError); // workers also look for jobs every 2 seconds
      await wait(PAUSE_MS);
    }
    this.#notifying = null;
  }
}
