import { deterministicUuidV7 } from '../database/deterministic-uuid-v7.ts';
import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import { overEntryRanges } from '../database/over-entry-ranges.ts';
import type { Depletion } from '../webhooks/depletion.ts';
import type { FailedTopUp, TopUpFailureStatement } from '../webhooks/purchase-events.ts';
import type { MailAlert } from './mail-alert.ts';
import { mayKnowProject } from './alert-recipients.ts';

/**
 * SQL that inserts mails about projects. `occurrences` is a FROM item, which may name `p`, a row of `projects`, and has the
 * columns facts and at. A person receives an alert of one project at most once in each clock hour: the id of the mail is
 * derived from the hour.
 */
function insertBalanceMails(alert: MailAlert, projects: string, occurrences: string): string {
  const hour = `date_trunc('hour', occurrence.at)`;
  return `insert into mails (id, recipient_id, alert, facts, created_at, next_attempt_at)
    select ${deterministicUuidV7(hour, `r.id::text || p.id::text || '${alert}'`)}, r.id, '${alert}',
      occurrence.facts || jsonb_build_object('projectId', p.id, 'projectName', p.name), occurrence.at, occurrence.at
    from ${projects} touched
    join projects p on p.id = touched.project_id
    cross join lateral ${occurrences} occurrence
    join mail_recipients r on r.workspace_id = p.workspace_id and '${alert}' = any(r.alerts)
      and ${mayKnowProject('occurrence.at', 'p.id')}
    where exists (select from mail_recipients)
    on conflict (id) do nothing`;
}

/** Inserts mails about balances that these entries brought below the threshold, in the transaction of the entries. */
export const lowBalanceMails = overEntryRanges('mail_low_balances', (ranges) =>
  insertBalanceMails(
    'BALANCE_LOW',
    ranges,
    `(
        select jsonb_build_object('balance', t.balance_after, 'threshold', p.low_balance_threshold) as facts, t.created_at as at
        from credit_transactions t
        where t.project_id = p.id and t.sequence between touched.first_sequence and touched.last_sequence
          and t.balance_after - t.amount > p.low_balance_threshold and t.balance_after <= p.low_balance_threshold
        order by t.sequence limit 1
      )`,
  ),
);

/** Inserts mails about actions that were refused for insufficient credits. */
export const depletionMails: (depletions: readonly Depletion[]) => Statement = overRows<Depletion>(
  'mail_tell_depletion',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    required: ['int', ({ required }) => required],
    available: ['int8', ({ available }) => available],
    at: ['float8', ({ at }) => at],
  },
  (rows) =>
    insertBalanceMails(
      'BALANCE_DEPLETED',
      rows,
      `(
        select jsonb_build_object('required', touched.required, 'balance', touched.available) as facts,
          to_timestamp(touched.at / 1000) as at
      )`,
    ),
);

/** Inserts mails about automatic top-ups that failed, behind the statement that says what follows. */
export const failedTopUpMails: TopUpFailureStatement = overRows<FailedTopUp>(
  'mail_tell_top_ups',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    message: ['text', ({ failure }) => failure.message],
    at: ['float8', ({ at }) => at],
  },
  (rows) =>
    insertBalanceMails(
      'AUTO_TOP_UP_FAILED',
      rows,
      `(
        select jsonb_build_object('balance', p.balance, 'state', a.state, 'message', touched.message,
            'nextAttemptAt', extract(epoch from a.next_attempt_at) * 1000) as facts,
          to_timestamp(touched.at / 1000) as at
        from auto_top_ups a where a.project_id = p.id
      )`,
    ),
);
