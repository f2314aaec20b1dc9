import type { Logger } from 'pino';
import type { Database } from './database/database.ts';
import { typeId } from './graphql/ids/type-id.ts';
import type { NewId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Mail, openMail } from './mail/open-mail.ts';
import type { MailSettings } from './mail/smtp.ts';
import type { Tracing } from './tracing.ts';
import { WEBHOOK_IDS } from './webhook-ids.ts';
import { openWebhooks, type Webhooks } from './webhooks/open-webhooks.ts';

export interface OutgoingOptions {
  readonly clock: () => Instant;
  readonly randomBytes: (size: number) => Buffer;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
  readonly tracing?: Tracing | null;
  readonly publicUrl: () => string;
  /** Names, addresses and networks that webhooks may reach although they are private. */
  readonly webhookAllowPrivate: readonly string[];
  /** How people are written to; null: not at all. */
  readonly mail: MailSettings | null;
}

/** What tells others of what happens. */
export interface Outgoing {
  /** Tells people. */
  readonly mail: Mail;
  /** Tells servers. */
  readonly webhooks: Webhooks;
}

export function openOutgoing(options: OutgoingOptions, database: Database, newId: NewId): Outgoing {
  const { randomBytes, webhookAllowPrivate: allowPrivate, mail: settings } = options;
  const random = () => randomBytes(4).readUInt32BE() / 2 ** 32;
  const mail = openMail({ ...options, settings, database, newId, writeProjectId: (id) => typeId('prj', id) });
  const { depletionStatements } = mail;
  const webhooks = openWebhooks({
    ...options,
    ...WEBHOOK_IDS,
    database,
    newId,
    allowPrivate,
    random,
    depletionStatements,
  });
  return { mail, webhooks };
}
