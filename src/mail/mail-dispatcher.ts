/**
 * Sends mails that are due. Every worker process does; a mail is leased to one process at a time.
 *
 *   PENDING ──accepted by the server──► SENT
 *      │ ▲ └─permanently rejected, seventh failure, alert disabled──► FAILED
 *      └─┘ any other failure: due again later
 */
import type { Logger } from 'pino';
import { MINUTE_MS, type Instant } from '../instant.ts';
import type { DueMail, MailQueue } from './mail-queue.ts';
import { PollLoop } from '../poll-loop.ts';
import { type MailLinks, mailText } from './mail-text.ts';
import { MailRefusedError, type Smtp } from './smtp.ts';

/** The polling interval for mails of other processes. */
const POLL_MS = 500;

/** Mails that are sent concurrently over the pooled connections. */
const CONCURRENCY = 20;

/** How long a shutdown waits for mails in progress. The others are sent again by another process. */
const GRACE_MS = 2_000; // 2 seconds

/** The delays between attempts; the seventh failure is final. */
const WAITS_MS = [1, 5, 30, 120, 300, 600].map((minutes) => minutes * MINUTE_MS);

export interface MailDispatcherOptions {
  readonly queue: Pick<MailQueue, 'lease' | 'sent' | 'failed'>;
  readonly smtp: Smtp;
  readonly links: MailLinks;
  readonly clock: () => Instant;
  /** Resolves after the given number of milliseconds. */
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
}

export class MailDispatcher {
  readonly #options: MailDispatcherOptions;
  readonly #loop: PollLoop;

  constructor(options: MailDispatcherOptions) {
    this.#options = options;
    this.#loop = new PollLoop({ poll: (free) => this.#begin(free), concurrency: CONCURRENCY, intervalMs: POLL_MS });
  }

  /** Logs whether the server can be reached. If it cannot, mails stay pending. */
  start(): void {
    const { smtp, log } = this.#options;
    smtp.verify().then(
      () => log.info('the mail server takes the account of SMTP_URL'),
      (error: unknown) => log.warn({ err: error }, 'the mail server of SMTP_URL cannot be used yet: mails wait'),
    );
    this.#loop.start();
  }

  async stop(): Promise<void> {
    const { smtp, wait } = this.#options;
    await this.#loop.stop();
    await Promise.race([this.#loop.finished(), wait(GRACE_MS)]);
    smtp.close();
    await this.#loop.finished();
  }

  async #begin(free: number): Promise<Promise<void>[]> {
    const { queue, clock, log } = this.#options;
    try {
      return (await queue.lease(clock(), free)).map((mail) => this.#send(mail));
    } catch (error) {
      log.warn({ err: error }, 'mails wait for the database');
      return [];
    }
  }

  async #send(mail: DueMail): Promise<void> {
    const { queue, smtp, links, clock, log } = this.#options;
    const { id, address, alert, facts, attempts } = mail;
    try {
      await smtp.send({ to: address, messageId: id, ...mailText(alert, facts, links) });
    } catch (error) {
      const waitMs = error instanceof MailRefusedError ? undefined : WAITS_MS[attempts - 1];
      log.warn({ mailId: id, attempts, err: error, isGivenUp: waitMs === undefined }, 'a mail was not sent');
      await this.#write(queue.failed(id, waitMs === undefined ? null : clock() + waitMs));
      return;
    }
    await this.#write(queue.sent(id));
  }

  /** If the outcome cannot be written, the mail is sent again after its lease. */
  async #write(writing: Promise<void>): Promise<void> {
    await writing.catch((error: unknown) => this.#options.log.warn({ err: error }, 'a mail is left to its lease'));
  }
}
