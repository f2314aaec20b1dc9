import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { NewId, ProjectId } from '../ids.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { DepletionStatement } from '../webhooks/depletion.ts';
import type { TopUpFailureStatement } from '../webhooks/purchase-events.ts';
import type { EntryStatements } from '../database/over-entry-ranges.ts';
import { depletionMails, failedTopUpMails, lowBalanceMails } from './balance-mails.ts';
import { MailDispatcher } from './mail-dispatcher.ts';
import { MailQueue } from './mail-queue.ts';
import { MailRecipients } from './mail-recipients.ts';
import { type MailSettings, openSmtp } from './smtp.ts';

/** The retention of mails and their contents. */
const KEPT_MS = 30 * DAY_MS;

export interface MailOptions {
  readonly database: Database;
  /** Null if mail is not configured; then no mails are inserted. */
  readonly settings: MailSettings | null;
  readonly newId: NewId;
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
  /** The public URL of this server, without a trailing slash. */
  readonly publicUrl: () => string;
  readonly writeProjectId: (id: ProjectId) => string;
}

/** The mail components of one process. */
export interface Mail {
  readonly recipients: MailRecipients;
  readonly entryStatements: EntryStatements;
  readonly depletionStatements: readonly DepletionStatement[];
  readonly topUpFailureStatements: readonly TopUpFailureStatement[];
  /** Sends mails once it has been started. Null if mail is not configured. */
  readonly dispatcher: MailDispatcher | null;
  readonly tellEndingKeys: () => Promise<void>;
  readonly forgetOld: () => Promise<void>;
}

export function openMail(options: MailOptions): Mail {
  const { database, settings, clock, publicUrl, writeProjectId } = options;
  const queue = new MailQueue(database.pool);
  const links = {
    credits: (id: ProjectId) => `${publicUrl()}/projects/${writeProjectId(id)}/credits`,
    keys: () => `${publicUrl()}/admin`,
    alerts: () => `${publicUrl()}/docs/access/email-alerts`,
  };
  return {
    recipients: new MailRecipients({ ...options, isAvailable: settings !== null }),
    entryStatements: settings ? lowBalanceMails : () => [],
    depletionStatements: settings ? [depletionMails] : [],
    topUpFailureStatements: settings ? [failedTopUpMails] : [],
    dispatcher: settings && new MailDispatcher({ ...options, queue, smtp: openSmtp(settings), links }),
    tellEndingKeys: async () => {
      if (settings) await queue.tellEndingKeys(clock());
    },
    forgetOld: () => queue.forgetBefore(clock() - KEPT_MS),
  };
}
