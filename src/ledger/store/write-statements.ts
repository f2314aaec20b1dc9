/**
 * The second round trip: writes the changes of a batch, one statement for each table. Entries are written before projects,
 * because the trigger on `projects` compares the balance with the newest entry.
 */
import { type Columns, insertRows, instantColumn, overRows } from '../../database/over-rows.ts';
import type { StatementResult } from '../../database/round-trip.ts';
import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { LineHash } from '../chain/chain.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import type { Batch } from './batch.ts';
import { updateCaps } from './caps.ts';
import type { EntryStatements } from '../../database/over-entry-ranges.ts';
import type { RowVersion } from './rows.ts';
import type { ProjectCommit } from './submission.ts';
import { updateAllowances } from './write-allowances.ts';
import { usageStatements } from './write-usage.ts';

/** Builds the statements that queue, in the same transaction, a job that settles each project at its instant. */
export type SettlementJobs = (due: readonly { readonly projectId: ProjectId; readonly at: Instant }[]) => Statement[];

/** Statements that other components add to the ledger's transactions. */
export interface TransactionHooks {
  readonly settlingJobs: SettlementJobs;
  readonly entryStatements: EntryStatements;
}

export function writeStatements(batch: Batch, { settlingJobs, entryStatements }: TransactionHooks): Statement[] {
  const due = batch.changedDueTimes();
  const changed = [...batch.changedGrants.values()];
  const made = changed.filter(({ grant }) => batch.newGrants.has(grant.id));
  const moved = changed.filter(({ grant }) => !batch.newGrants.has(grant.id) && grant.revokedAt === null);
  const revoked = changed.filter(({ grant }) => grant.revokedAt !== null);
  return [
    ...(made.length > 0 ? [insertGrants(made)] : []),
    ...(moved.length > 0 ? [updateGrants(moved)] : []),
    ...(revoked.length > 0 ? [revokeGrants(revoked)] : []),
    ...insertEntryRows(batch.entries, batch.chained().hashes),
    updateProjects(batch.changedAccounts()),
    ...updateAllowances(batch.changedAllowances()),
    ...usageStatements(batch.usage),
    ...(batch.changedCaps.size > 0 ? [updateCaps([...batch.changedCaps.values()])] : []),
    ...(due.length > 0 ? settlingJobs(due) : []),
    ...[...batch.attached].flatMap(([writer, accepted]) => writer.statements(accepted)),
    ...[...batch.attachedWithoutEntry].flatMap(([writer, rows]) => writer.statementsWithoutEntry?.(rows) ?? []),
    ...entryStatements(batch.commits().map(writtenEntries)),
  ];
}

function writtenEntries({ project, entries }: ProjectCommit) {
  return {
    projectId: project.id,
    firstSequence: project.sequence - entries.length + 1,
    lastSequence: project.sequence,
  };
}

type ChangedGrant = Batch['changedGrants'] extends Map<unknown, infer Value> ? Value : never;

const insertGrants = insertRows<ChangedGrant>('ledger_insert_grants', 'credit_grants', {
  project_id: ['uuid', ({ projectId }) => projectId],
  id: ['uuid', ({ grant }) => grant.id],
  source: ['grant_source', ({ grant }) => grant.source],
  credits: ['int', ({ grant }) => grant.credits],
  remaining: ['int', ({ grant }) => grant.remaining],
  spent: ['bool', ({ grant }) => grant.remaining === 0],
  priority: ['int', ({ grant }) => grant.priority],
  expires_at: ['float8', ({ grant }) => grant.expiresAt, instantColumn],
  note: ['text', ({ grant }) => grant.note],
  sequence: ['int', ({ grant }) => grant.sequence],
  created_at: ['float8', ({ grant }) => grant.createdAt, instantColumn],
  allowance_at: ['float8', ({ grant }) => grant.allowanceAt, instantColumn],
});

const updateGrants = overRows<ChangedGrant>(
  'ledger_update_grants',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    id: ['uuid', ({ grant }) => grant.id],
    remaining: ['int', ({ grant }) => grant.remaining],
  },
  (rows) => `update credit_grants g set remaining = moved.remaining, spent = moved.remaining = 0
    from ${rows} moved
    where g.project_id = moved.project_id and g.id = moved.id`,
);

const revokeGrants = overRows<ChangedGrant>(
  'ledger_revoke_grants',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    id: ['uuid', ({ grant }) => grant.id],
    revoked_at: ['float8', ({ grant }) => grant.revokedAt],
  },
  (
    rows,
  ) => `update credit_grants g set remaining = 0, spent = true, revoked_at = to_timestamp(revoked.revoked_at / 1000)
    from ${rows} revoked
    where g.project_id = revoked.project_id and g.id = revoked.id`,
);

interface HashedEntry {
  readonly entry: LedgerEntry;
  readonly hash: LineHash | null;
}

const HASHED_ENTRY_COLUMNS: Columns<HashedEntry> = {
  project_id: ['uuid', ({ entry }) => entry.projectId],
  sequence: ['int', ({ entry }) => entry.sequence],
  kind: ['credit_transaction_kind', ({ entry }) => entry.kind],
  amount: ['int', ({ entry }) => entry.amount],
  balance_after: ['int8', ({ entry }) => entry.balanceAfter],
  action_id: ['uuid', ({ entry }) => entry.actionId],
  action_kind: ['action_kind', ({ entry }) => entry.actionKind],
  grant_id: ['uuid', ({ entry }) => entry.grantId],
  draw_grant_ids: [
    'text',
    ({ entry }) => arrayLiteral(entry.draws.map(({ grantId }) => grantId)),
    (value) => `${value}::uuid[]`,
  ],
  draw_credits: [
    'text',
    ({ entry }) => arrayLiteral(entry.draws.map(({ credits }) => credits)),
    (value) => `${value}::int[]`,
  ],
  refund_of: ['int', ({ entry }) => entry.refundOf],
  actor: ['text', ({ entry }) => entry.actor],
  note: ['text', ({ entry }) => entry.note],
  key_id: ['uuid', ({ entry }) => entry.keyId],
  idempotency_key: ['text', ({ entry }) => entry.key?.value ?? null],
  request_hash: ['text', ({ entry }) => entry.key?.requestHash ?? null, (value) => `decode(${value}, 'hex')`],
  created_at: ['float8', ({ entry }) => entry.createdAt, instantColumn],
  hash: ['text', ({ hash }) => hash, (value) => `decode(${value}, 'hex')`],
};

const insertEntries = insertRows('ledger_insert_entries', 'credit_transactions', HASHED_ENTRY_COLUMNS);

const insertEntriesOfTwoSides = insertRows<HashedEntry>('ledger_insert_transfers', 'credit_transactions', {
  ...HASHED_ENTRY_COLUMNS,
  counterpart_project_id: ['uuid', ({ entry }) => entry.counterpart?.projectId ?? null],
  counterpart_sequence: ['int', ({ entry }) => entry.counterpart?.sequence ?? null],
});

/** One statement, because a trigger compares each entry with the previous one. Without transfers it omits their columns. */
function insertEntryRows(entries: readonly LedgerEntry[], hashes: readonly (LineHash | null)[]): Statement[] {
  if (entries.length === 0) return [];
  const hasTransfers = entries.some(({ counterpart }) => counterpart !== null);
  const rows = entries.map((entry, index) => ({ entry, hash: hashes[index] ?? null }));
  return [(hasTransfers ? insertEntriesOfTwoSides : insertEntries)(rows)];
}

/** unnest would flatten nested arrays, so each is sent as text and cast. Ids and numbers need no quoting. */
function arrayLiteral(values: readonly (string | number)[]): string | null {
  return values.length === 0 ? null : `{${values.join(',')}}`;
}

const UPDATE_PROJECTS_NAME = 'ledger_update_projects';

type ChangedAccount = ReturnType<Batch['changedAccounts']>[number];

const updateProjects = overRows<ChangedAccount>(
  UPDATE_PROJECTS_NAME,
  {
    id: ['uuid', ({ project }) => project.id],
    balance: ['int8', ({ project }) => project.balance],
    sequence: ['int', ({ project }) => project.sequence],
    next_expiry_at: ['float8', ({ project }) => project.nextExpiryAt],
    last_entry_at: ['float8', ({ project }) => project.lastEntryAt],
    chain_sequence: ['int', ({ chain }) => chain.sequence],
    chain_hash: ['text', ({ chain }) => (chain.sequence === 0 ? null : chain.hash)],
  },
  (rows) => `with moved as (
      update projects p set balance = now.balance, sequence = now.sequence,
        next_expiry_at = to_timestamp(now.next_expiry_at / 1000), last_entry_at = to_timestamp(now.last_entry_at / 1000),
        chain_sequence = now.chain_sequence, chain_hash = decode(now.chain_hash, 'hex')
      from ${rows} now
      where p.id = now.id
    )
    select pg_current_xact_id()::xid::text as version`,
);

/** The version of the projects' rows after the commit, from the results of these statements. */
export function writtenVersion(statements: readonly Statement[], results: readonly StatementResult[]): RowVersion {
  const result = results[statements.findIndex(({ name }) => name.startsWith(UPDATE_PROJECTS_NAME))];
  const [row] = (result?.rows ?? []) as { version: RowVersion }[]; // the columns of the statement
  if (!row) throw new Error('the update of the projects did not return their version');
  return row.version;
}
