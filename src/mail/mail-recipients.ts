import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { type Administrator, newAuditEntries, writeAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { ApiKeyId, MailRecipientId, NewId } from '../ids.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { emailAddress } from '../input/rules.ts';
import { HOUR_MS, type Instant } from '../instant.ts';
import { MAIL_ALERTS, type MailAlert } from './mail-alert.ts';

/** The maximum age of the stored permissions of a person's token. */
const SEEN_AGAIN_MS = HOUR_MS;

/** The alerts that a person receives, and the address. */
export interface MailAlerts {
  /** Whether this server sends mail. */
  readonly isAvailable: boolean;
  /** Null if no address is known. */
  readonly address: string | null;
  readonly alerts: readonly MailAlert[];
}

interface Row {
  readonly address: string;
  readonly alerts: readonly MailAlert[];
  readonly seenAt: Instant | null;
}

export interface MailRecipientsOptions {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Instant;
  readonly isAvailable: boolean;
}

const addressRules = z.object({ email: emailAddress.nullable() });

/** The recipients of alerts. An ADMIN sets the address of a key's holder; a person's comes from the token's `email` claim. */
export class MailRecipients {
  readonly #options: MailRecipientsOptions;

  constructor(options: MailRecipientsOptions) {
    this.#options = options;
  }

  /** The alerts of the caller. A person's permissions and address are updated from the token of the request. */
  async of(viewer: Viewer): Promise<MailAlerts> {
    const { isAvailable, clock } = this.#options;
    if (isOthersUser(viewer)) return { isAvailable, address: null, alerts: [] };
    const row = await this.#find(viewer);
    if (row === null) return { isAvailable, address: viewer.email, alerts: [] };
    const isStale = row.seenAt !== null && (row.seenAt <= clock() - SEEN_AGAIN_MS || row.address !== viewer.email);
    if (isStale && viewer.email !== null) await this.#writePerson(viewer, viewer.email, row.alerts);
    return { isAvailable, address: row.seenAt === null ? row.address : viewer.email, alerts: row.alerts };
  }

  /** Throws InvalidInputError if no address is known. */
  async choose(viewer: Viewer, alerts: readonly MailAlert[]): Promise<MailAlerts> {
    if (new Set(alerts).size < alerts.length) throw invalid('alerts', 'must not name an alert twice');
    const before = await this.of(viewer);
    if (alerts.length === 0 && before.alerts.length === 0) return before;
    if (isOthersUser(viewer)) {
      throw invalid(
        'alerts',
        'cannot be chosen with an access token: the server that created it notifies its own users',
      );
    }
    if (viewer.keyId === null) {
      if (viewer.email === null) throw invalid('alerts', 'need an address: the token has no claim email');
      await this.#writePerson(viewer, viewer.email, alerts);
    } else {
      const rows = await runStatement(this.#options.database.pool, {
        name: 'mail_choose',
        text: `update mail_recipients set alerts = $2::text[]::mail_alert[] where api_key_id = $1 returning id`,
        values: [viewer.keyId, alerts],
      });
      if (rows.length === 0)
        throw invalid('alerts', 'need an address: an ADMIN sets that of this key with setApiKeyEmail');
    }
    return this.of(viewer);
  }

  /**
   * Sets the address of a key's holder, or removes it together with pending mails. The first address enables every alert.
   * Returns false if the workspace has no such key. Throws InvalidInputError.
   */
  setAddressOfKey(keyId: ApiKeyId, email: string | null, by: Administrator): Promise<boolean> {
    const { database, newId, clock } = this.#options;
    const { workspaceId } = by;
    const address = checkInput(addressRules, { email }).email;
    return database.prisma.$transaction(async (transaction) => {
      const where = { apiKeyId: keyId };
      const key = await transaction.apiKey.findFirst({ where: { id: keyId, workspaceId }, select: { id: true } });
      if (!key) return false;
      const before = await transaction.mailRecipient.findUnique({ where, select: { address: true } });
      if ((before?.address ?? null) === address) return true;
      const made = { id: newId<MailRecipientId>(), workspaceId, apiKeyId: keyId, alerts: [...MAIL_ALERTS] };
      if (address === null) await transaction.mailRecipient.delete({ where });
      else await transaction.mailRecipient.upsert({ where, create: { ...made, address }, update: { address } });
      const changes = [{ field: 'email', before: before?.address ?? null, after: address }];
      const act = { act: 'API_KEY_EMAIL_SET', projectId: null, subjectId: keyId, changes } as const;
      await writeAuditEntry(transaction, newAuditEntries(newId, clock)(by, act));
      return true;
    });
  }

  async #find({ keyId, workspaceId, name }: Viewer): Promise<Row | null> {
    const [row] = await runStatement<Row>(this.#options.database.pool, {
      name: keyId === null ? 'mail_find_person' : 'mail_find_holder',
      text: `select r.address, r.alerts::text[] as alerts, r.seen_at as "seenAt" from mail_recipients r
        where ${keyId === null ? 'r.workspace_id = $1 and r.subject = $2' : 'r.api_key_id = $1'}`,
      values: keyId === null ? [workspaceId, name] : [keyId],
    });
    return row ?? null;
  }

  async #writePerson(viewer: Viewer, address: string, alerts: readonly MailAlert[]): Promise<void> {
    const { database, newId, clock } = this.#options;
    const { workspaceId, name, role, projectIds } = viewer;
    await runStatement(database.pool, {
      name: 'mail_write_person',
      text: `insert into mail_recipients
          (id, workspace_id, subject, address, alerts, is_manager, every_project, project_ids, seen_at)
        values ($1, $2, $3, $4, $5::text[]::mail_alert[], $6, $7, $8, to_timestamp($9::float8 / 1000))
        on conflict (workspace_id, subject) do update set address = excluded.address, alerts = excluded.alerts,
          is_manager = excluded.is_manager, every_project = excluded.every_project, project_ids = excluded.project_ids,
          seen_at = excluded.seen_at`,
      values: [
        newId<MailRecipientId>(),
        workspaceId,
        name,
        address,
        alerts,
        role === 'ADMIN' && projectIds === null,
        projectIds === null,
        [...(projectIds ?? [])],
        clock(),
      ],
    });
  }
}

/** Whether the caller uses an access token, which a server creates for its own users. */
function isOthersUser({ isToken, keyId }: Viewer): boolean {
  return isToken && keyId !== null;
}
