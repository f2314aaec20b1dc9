/**
 * The second round trip: everything that a batch decided, one statement a table, and the commit. Lines go before the
 * projects, because the trigger on `projects` compares the balance with the newest line.
 *
 * Arrays become rows by `unnest` in a select list, which gives a row at a time; in FROM each array would be
 * written to a store of its own first, which is a third of what these statements cost.
 */
import type { Statement } from '../../database/statement.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import type { Instant, ProjectId } from '../kernel/ids.ts';
import type { Batch } from './batch.ts';
import { updateCaps } from './caps.ts';
import type { ProjectCommit } from './submission.ts';
import { usageStatements } from './write-usage.ts';

/** Queues, in the same transaction, a job for each of these projects that settles it at that instant. */
export type SettlingJobs = (due: readonly { readonly projectId: ProjectId; readonly at: Instant }[]) => Statement;

export function writeStatements(batch: Batch, settlingJobs: SettlingJobs): Statement[] {
  const due = batch.movedExpiries();
  const made = [...batch.changedGrants.values()].filter(({ grant }) => batch.madeGrants.has(grant.id));
  const moved = [...batch.changedGrants.values()].filter(({ grant }) => !batch.madeGrants.has(grant.id));
  return [
    ...(made.length > 0 ? [insertGrants(made)] : []),
    ...(moved.length > 0 ? [updateGrants(moved)] : []),
    insertEntries(batch.entries),
    updateProjects(batch.commits()),
    ...usageStatements(batch.usage),
    ...(batch.movedCaps.size > 0 ? [updateCaps([...batch.movedCaps.values()])] : []),
    ...(due.length > 0 ? [settlingJobs(due)] : []),
    ...[...batch.attached].flatMap(([writer, accepted]) => writer.statements(accepted)),
  ];
}

type ChangedGrant = Batch['changedGrants'] extends Map<unknown, infer Value> ? Value : never;

function insertGrants(made: readonly ChangedGrant[]): Statement {
  const grants = made.map(({ grant }) => grant);
  return {
    name: 'ledger_insert_grants',
    text: `insert into credit_grants
        (project_id, id, source, credits, remaining, spent, priority, expires_at, note, sequence, created_at)
      select project_id, id, source, credits, remaining, remaining = 0, priority,
        to_timestamp(expires_at / 1000), note, sequence, to_timestamp(created_at / 1000)
      from (select unnest($1::uuid[]) as project_id, unnest($2::uuid[]) as id, unnest($3::grant_source[]) as source,
        unnest($4::int[]) as credits, unnest($5::int[]) as remaining, unnest($6::int[]) as priority,
        unnest($7::float8[]) as expires_at, unnest($8::text[]) as note, unnest($9::int[]) as sequence,
        unnest($10::float8[]) as created_at) made`,
    values: [
      made.map(({ projectId }) => projectId),
      grants.map(({ id }) => id),
      grants.map(({ source }) => source),
      grants.map(({ credits }) => credits),
      grants.map(({ remaining }) => remaining),
      grants.map(({ priority }) => priority),
      grants.map(({ expiresAt }) => expiresAt),
      grants.map(({ note }) => note),
      grants.map(({ sequence }) => sequence),
      grants.map(({ createdAt }) => createdAt),
    ],
  };
}

function updateGrants(moved: readonly ChangedGrant[]): Statement {
  return {
    name: 'ledger_update_grants',
    text: `update credit_grants g set remaining = moved.remaining, spent = moved.remaining = 0
      from (select unnest($1::uuid[]) as project_id, unnest($2::uuid[]) as id, unnest($3::int[]) as remaining) moved
      where g.project_id = moved.project_id and g.id = moved.id`,
    values: [
      moved.map(({ projectId }) => projectId),
      moved.map(({ grant }) => grant.id),
      moved.map(({ grant }) => grant.remaining),
    ],
  };
}

function insertEntries(entries: readonly LedgerEntry[]): Statement {
  return {
    name: 'ledger_insert_entries',
    text: `insert into credit_transactions
        (project_id, sequence, kind, amount, balance_after, action_id, action_kind, grant_id,
         draw_grant_ids, draw_credits, refund_of, actor, note, cap_key_id, idempotency_key, request_hash, created_at)
      select project_id, sequence, kind, amount, balance_after, action_id, action_kind, grant_id,
        draw_grant_ids::uuid[], draw_credits::int[], refund_of, actor, note, cap_key_id, idempotency_key,
        decode(request_hash, 'hex'), to_timestamp(created_at / 1000)
      from (select unnest($1::uuid[]) as project_id, unnest($2::int[]) as sequence,
        unnest($3::credit_transaction_kind[]) as kind, unnest($4::int[]) as amount, unnest($5::int8[]) as balance_after,
        unnest($6::uuid[]) as action_id, unnest($7::action_kind[]) as action_kind, unnest($8::uuid[]) as grant_id,
        unnest($9::text[]) as draw_grant_ids, unnest($10::text[]) as draw_credits, unnest($11::int[]) as refund_of,
        unnest($12::text[]) as actor, unnest($13::text[]) as note, unnest($14::uuid[]) as cap_key_id,
        unnest($15::text[]) as idempotency_key, unnest($16::text[]) as request_hash,
        unnest($17::float8[]) as created_at) line`,
    values: [
      entries.map(({ projectId }) => projectId),
      entries.map(({ sequence }) => sequence),
      entries.map(({ kind }) => kind),
      entries.map(({ amount }) => amount),
      entries.map(({ balanceAfter }) => balanceAfter),
      entries.map(({ actionId }) => actionId),
      entries.map(({ actionKind }) => actionKind),
      entries.map(({ grantId }) => grantId),
      entries.map(({ draws }) => arrayLiteral(draws.map(({ grantId }) => grantId))),
      entries.map(({ draws }) => arrayLiteral(draws.map(({ credits }) => credits))),
      entries.map(({ refundOf }) => refundOf),
      entries.map(({ actor }) => actor),
      entries.map(({ note }) => note),
      entries.map(({ capKeyId }) => capKeyId),
      entries.map(({ key }) => key?.value ?? null),
      entries.map(({ key }) => key?.requestHash ?? null),
      entries.map(({ createdAt }) => createdAt),
    ],
  };
}

/** An array inside an array: unnest would flatten it, so it travels as text. Only ids and numbers, nothing to quote. */
function arrayLiteral(values: readonly (string | number)[]): string | null {
  return values.length === 0 ? null : `{${values.join(',')}}`;
}

function updateProjects(commits: readonly ProjectCommit[]): Statement {
  const projects = commits.map(({ project }) => project);
  return {
    name: 'ledger_update_projects',
    text: `update projects p set balance = now.balance, sequence = now.sequence,
        next_expiry_at = to_timestamp(now.next_expiry_at / 1000), last_entry_at = to_timestamp(now.last_entry_at / 1000)
      from (select unnest($1::uuid[]) as id, unnest($2::int8[]) as balance, unnest($3::int[]) as sequence,
        unnest($4::float8[]) as next_expiry_at, unnest($5::float8[]) as last_entry_at) now
      where p.id = now.id`,
    values: [
      projects.map(({ id }) => id),
      projects.map(({ balance }) => balance),
      projects.map(({ sequence }) => sequence),
      projects.map(({ nextExpiryAt }) => nextExpiryAt),
      projects.map(({ lastEntryAt }) => lastEntryAt),
    ],
  };
}
