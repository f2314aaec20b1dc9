/**
 * The second round trip: everything that a batch decided, one statement a table, and the commit. Lines go before the
 * projects, because the trigger on `projects` compares the balance with the newest line.
 */
import { overRows } from '../../database/over-rows.ts';
import type { Answer } from '../../database/round-trip.ts';
import type { Statement } from '../../database/statement.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import type { Instant, ProjectId } from '../kernel/ids.ts';
import type { Batch } from './batch.ts';
import { updateCaps } from './caps.ts';
import type { RowVersion } from './remembered-accounts.ts';
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

const INSERT_GRANTS = overRows(
  'ledger_insert_grants',
  {
    project_id: 'uuid',
    id: 'uuid',
    source: 'grant_source',
    credits: 'int',
    remaining: 'int',
    priority: 'int',
    expires_at: 'float8',
    note: 'text',
    sequence: 'int',
    created_at: 'float8',
  },
  (rows) => `insert into credit_grants
      (project_id, id, source, credits, remaining, spent, priority, expires_at, note, sequence, created_at)
    select project_id, id, source, credits, remaining, remaining = 0, priority,
      to_timestamp(expires_at / 1000), note, sequence, to_timestamp(created_at / 1000)
    from ${rows} made`,
);

function insertGrants(made: readonly ChangedGrant[]): Statement {
  const grants = made.map(({ grant }) => grant);
  return INSERT_GRANTS([
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
  ]);
}

const UPDATE_GRANTS = overRows(
  'ledger_update_grants',
  { project_id: 'uuid', id: 'uuid', remaining: 'int' },
  (rows) => `update credit_grants g set remaining = moved.remaining, spent = moved.remaining = 0
    from ${rows} moved
    where g.project_id = moved.project_id and g.id = moved.id`,
);

function updateGrants(moved: readonly ChangedGrant[]): Statement {
  return UPDATE_GRANTS([
    moved.map(({ projectId }) => projectId),
    moved.map(({ grant }) => grant.id),
    moved.map(({ grant }) => grant.remaining),
  ]);
}

const INSERT_ENTRIES = overRows(
  'ledger_insert_entries',
  {
    project_id: 'uuid',
    sequence: 'int',
    kind: 'credit_transaction_kind',
    amount: 'int',
    balance_after: 'int8',
    action_id: 'uuid',
    action_kind: 'action_kind',
    grant_id: 'uuid',
    draw_grant_ids: 'text',
    draw_credits: 'text',
    refund_of: 'int',
    actor: 'text',
    note: 'text',
    cap_key_id: 'uuid',
    idempotency_key: 'text',
    request_hash: 'text',
    created_at: 'float8',
  },
  (rows) => `insert into credit_transactions
      (project_id, sequence, kind, amount, balance_after, action_id, action_kind, grant_id,
       draw_grant_ids, draw_credits, refund_of, actor, note, cap_key_id, idempotency_key, request_hash, created_at)
    select project_id, sequence, kind, amount, balance_after, action_id, action_kind, grant_id,
      draw_grant_ids::uuid[], draw_credits::int[], refund_of, actor, note, cap_key_id, idempotency_key,
      decode(request_hash, 'hex'), to_timestamp(created_at / 1000)
    from ${rows} line`,
);

function insertEntries(entries: readonly LedgerEntry[]): Statement {
  return INSERT_ENTRIES([
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
  ]);
}

/** An array inside an array: unnest would flatten it, so it travels as text. Only ids and numbers, nothing to quote. */
function arrayLiteral(values: readonly (string | number)[]): string | null {
  return values.length === 0 ? null : `{${values.join(',')}}`;
}

const UPDATE_PROJECTS_NAME = 'ledger_update_projects';

const UPDATE_PROJECTS = overRows(
  UPDATE_PROJECTS_NAME,
  { id: 'uuid', balance: 'int8', sequence: 'int', next_expiry_at: 'float8', last_entry_at: 'float8' },
  (rows) => `with moved as (
      update projects p set balance = now.balance, sequence = now.sequence,
        next_expiry_at = to_timestamp(now.next_expiry_at / 1000), last_entry_at = to_timestamp(now.last_entry_at / 1000)
      from ${rows} now
      where p.id = now.id
    )
    select pg_current_xact_id()::xid::text as version`,
);

function updateProjects(commits: readonly ProjectCommit[]): Statement {
  const projects = commits.map(({ project }) => project);
  return UPDATE_PROJECTS([
    projects.map(({ id }) => id),
    projects.map(({ balance }) => balance),
    projects.map(({ sequence }) => sequence),
    projects.map(({ nextExpiryAt }) => nextExpiryAt),
    projects.map(({ lastEntryAt }) => lastEntryAt),
  ]);
}

/** The version that the projects' rows have once it is committed what these statements, so answered, have written. */
export function writtenVersion(statements: readonly Statement[], answers: readonly Answer[]): RowVersion {
  const answer = answers[statements.findIndex(({ name }) => name.startsWith(UPDATE_PROJECTS_NAME))];
  const [row] = (answer?.rows ?? []) as { version: RowVersion }[]; // what the statement selects
  if (!row) throw new Error('the update of the projects was not answered with their version');
  return row.version;
}
