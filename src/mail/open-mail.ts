import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { NewId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { DepletionStatement } from '../webhooks/depletion.ts';
import { depletionMails, lowBalanceMails } from './balance-mails.ts';
import { MailDrain } from './mail-drain.ts';
import { MailQueue } from './mail-queue.ts';
import { MailRecipients } from './mail-recipients.ts';
import { type MailSettings, openSmtp } from './smtp.ts';

/** Mails are kept for so long, with what they told. */
const KEPT_MS = 30 * 86_400_000; // 30 days

export interface MailOptions {
  readonly database: Database;
  /** Null: nobody is written to, and nothing is written down for it. */
  readonly settings: MailSettings | null;
  readonly newId: NewId;
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
  /** Where people reach this server, without a slash at its end. */
  readonly publicUrl: () => string;
  readonly writeProjectId: (id: ProjectId) => string;
}

/** What of mails one process has. */
export interface Mail {
  readonly recipients: MailRecipients;
  readonly lineStatements: typeof lowBalanceMails;
  readonly depletionStatements: readonly DepletionStatement[];
  /** Sends; only where it is started. Null where nobody is written to. */
  readonly drain: MailDrain | null;
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
    lineStatements: settings ? lowBalanceMails : () => [],
    depletionStatements: settings ? [depletionMails] : [],
    drain: settings && new MailDrain({ ...options, queue, smtp: openSmtp(settings), links }),
    tellEndingKeys: async () => {
      if (settings) await queue.tellEndingKeys(clock());
    },
    forgetOld: () => queue.forgetBefore(clock() - KEPT_MS),
  };
}
