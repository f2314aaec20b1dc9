/** The queue of mails in the database: inserts alerts of expiring keys, leases due mails and records the outcomes. */
import { deterministicUuidV7 } from '../database/deterministic-uuid-v7.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { MailId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { MailAlert } from './mail-alert.ts';
import { mayKnowKey, mayKnowProject } from './alert-recipients.ts';

/** The lease of a mail. Longer than a batch can take by the time limits of `openSmtp`. */
const LEASE_MS = 300_000; // 5 minutes

/** How long before its expiry a key is announced, once. A key with a shorter lifetime is not announced. */
const ENDING_DAYS = 7;

export interface DueMail {
  readonly id: MailId;
  readonly address: string;
  readonly alert: MailAlert;
  /** The values at the time of the event; ids are UUIDs. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
  /** The number of attempts, including this one. */
  readonly attempts: number;
}

const NOW = 'to_timestamp($1::float8 / 1000)';

/** Whether the recipient still has the alert enabled and is still permitted to see its subject. */
const IS_WANTED = `(m.alert = any(r.alerts) and case m.alert
  when 'KEY_ENDING' then ${mayKnowKey(NOW, `(m.facts->>'keyId')::uuid`)}
  else ${mayKnowProject(NOW, `(m.facts->>'projectId')::uuid`)} end)`;

export class MailQueue {
  readonly #pool: Queryable;

  constructor(pool: Queryable) {
    this.#pool = pool;
  }

  /** Leases mails that are due, the oldest first. Mails whose alert was disabled are marked as failed. */
  async lease(now: Instant, max: number): Promise<DueMail[]> {
    const rows = await runStatement<DueMail & { readonly isWanted: boolean }>(this.#pool, {
      name: 'mail_lease',
      text: `with due as (
          select m.id from mails m where m.status = 'PENDING' and m.next_attempt_at <= ${NOW}
          order by m.next_attempt_at limit $2 for update skip locked
        ), judged as (
          select m.id, r.address, ${IS_WANTED} as wanted from mails m
          join due on due.id = m.id join mail_recipients r on r.id = m.recipient_id
        )
        update mails m set attempts = m.attempts + 1,
          status = (case when judged.wanted then 'PENDING' else 'FAILED' end)::mail_status,
          next_attempt_at = case when judged.wanted then to_timestamp(($1::float8 + ${LEASE_MS}) / 1000) end
        from judged where m.id = judged.id
        returning m.id, judged.address, m.alert::text as alert, m.facts, m.attempts, m.created_at as "createdAt",
          judged.wanted as "isWanted"`,
      values: [now, max],
    });
    return rows.filter(({ isWanted }) => isWanted);
  }

  async sent(id: MailId): Promise<void> {
    await runStatement(this.#pool, {
      name: 'mail_sent',
      text: `update mails set status = 'SENT', next_attempt_at = null where id = $1`,
      values: [id],
    });
  }

  /** `nextAttemptAt` is null after the last attempt. */
  async failed(id: MailId, nextAttemptAt: Instant | null): Promise<void> {
    await runStatement(this.#pool, {
      name: 'mail_failed',
      text: `update mails set status = (case when $2::float8 is null then 'FAILED' else 'PENDING' end)::mail_status,
          next_attempt_at = to_timestamp($2::float8 / 1000)
        where id = $1`,
      values: [id, nextAttemptAt],
    });
  }

  /** Inserts mails about keys that expire soon, to their holders and to those who manage keys. */
  async tellEndingKeys(now: Instant): Promise<void> {
    await runStatement(this.#pool, {
      name: 'mail_tell_ending_keys',
      text: `insert into mails (id, recipient_id, alert, facts, created_at, next_attempt_at)
        select ${deterministicUuidV7('k.expires_at', `r.id::text || k.id::text || 'KEY_ENDING'`)}, r.id, 'KEY_ENDING',
          jsonb_build_object('keyId', k.id, 'keyName', k.name, 'expiresAt', extract(epoch from k.expires_at) * 1000), ${NOW}, ${NOW}
        from api_keys k
        join mail_recipients r on r.workspace_id = k.workspace_id and 'KEY_ENDING' = any(r.alerts) and ${mayKnowKey(NOW, 'k.id')}
        where k.revoked_at is null and k.expires_at > ${NOW} and k.expires_at <= ${NOW} + interval '${ENDING_DAYS} days'
          and k.expires_at - k.created_at > interval '${ENDING_DAYS} days'
        on conflict (id) do nothing`,
      values: [now],
    });
  }

  /** Deletes mails that are older than this instant, sent or not. */
  async forgetBefore(before: Instant): Promise<void> {
    await runStatement(this.#pool, {
      name: 'mail_forget',
      text: `delete from mails where created_at < to_timestamp($1::float8 / 1000)`,
      values: [before],
    });
  }
}
