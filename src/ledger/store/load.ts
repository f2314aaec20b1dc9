/**
 * The first round trip: locks the projects of the postings, then reads what the decisions depend on. The grants of an account are
 * those in the cache if the version of the project's row is the cached one.
 *
 * The projects are locked in the order of their ids, so that batches cannot deadlock. Everything else is read after the
 * lock, in separate statements: a statement that began before the lock was granted would not see a posting with the same
 * key that was committed meanwhile.
 *
 * An entry or a grant is looked up as the first in order at or after its sequence, key or id, because only one index
 * provides that order. For an equality, the planner of a database without statistics may choose any index that begins with
 * the project, and read all that the project has.
 */
import type { PipelineConnection } from '../../database/pipeline-connection.ts';
import type { StatementResult } from '../../database/round-trip.ts';
import type { Statement } from '../../database/statement.ts';
import type { ApiKeyId, GrantId, ProjectId } from '../../ids.ts';
import { CHAIN_START, type ChainEnd, type LineHash } from '../chain/chain.ts';
import type { Cap } from '../kernel/cap.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import type { Grant } from '../kernel/grant.ts';
import type { Posting, RefundPosting } from '../kernel/posting.ts';
import { type Project, PROJECT_COLUMNS } from '../project.ts';
import type { Attachment, Writer } from './attachment.ts';
import { capFromRow, type CapRow, lockCaps } from './caps.ts';
import type { AccountCache } from './account-cache.ts';
import { grantsById } from './named-grants.ts';
import { firstLiveGrants, inDrawOrder, type ReadAccounts } from './reachable-grants.ts';
import { ENTRY_COLUMNS, entryFromRow, type EntryRow, type GrantRow, type RowVersion } from './rows.ts';
import type { Submission } from './submission.ts';

/** Everything that the decisions of a batch depend on. */
export interface Loaded extends ReadAccounts {
  readonly chains: ReadonlyMap<ProjectId, ChainEnd>;
  /** By project and idempotency key; see `keyOf`. */
  readonly entriesByKey: ReadonlyMap<string, LedgerEntry>;
  /** By project and sequence; see `positionKey`. */
  readonly charges: ReadonlyMap<string, LedgerEntry>;
  readonly refunds: ReadonlyMap<string, LedgerEntry>;
  /** The project of each grant to revoke. */
  readonly revocable: ReadonlyMap<GrantId, ProjectId>;
  readonly caps: ReadonlyMap<ApiKeyId, Cap>;
  readonly failedPreconditions: ReadonlySet<Attachment>;
}

/** What was read under the lock. */
export interface LoadedUnderLock extends Loaded {
  /** The versions of the projects' rows. */
  readonly versions: ReadonlyMap<ProjectId, RowVersion>;
}

export const BEGIN: Statement = { name: 'ledger_begin', text: 'begin', values: [] };

export const keyOf = (projectId: ProjectId, key: string): string => `${projectId} ${key}`;
export const positionKey = (projectId: ProjectId, sequence: number): string => `${projectId} ${sequence}`;

export async function load(
  connection: PipelineConnection,
  submissions: readonly Submission[],
  accounts: AccountCache,
): Promise<LoadedUnderLock> {
  const postings = submissions.map(({ posting }) => posting);
  const refunds = postings.filter((posting) => posting.type === 'refund');
  const revocations = postings.filter((posting) => posting.type === 'revoke');
  const conditions = preconditions(submissions);
  const projectIds = [...new Set(postings.flatMap(projectsOf))];
  const cached = new Map(projectIds.map((id) => [id, accounts.get(id)]));
  const statements = {
    begin: BEGIN,
    projects: lockProjects(projectIds),
    grants: firstLiveGrants(projectIds.map((id) => ({ projectId: id, seen: cached.get(id)?.version ?? null }))),
    ...(postings.some(({ key }) => key !== null) ? { keyed: entriesByKey(postings) } : {}),
    ...named('caps', lockCaps(postings)),
    ...(refunds.length > 0 ? { charges: refundedCharges(refunds) } : {}),
    ...(revocations.length > 0 ? { revocable: grantsById(revocations) } : {}),
  };
  const results = await connection.run([...Object.values(statements), ...conditions.map(({ statement }) => statement)]);
  const loaded = Object.fromEntries(Object.keys(statements).map((name, index) => [name, results[index]]));
  const chargesAndRefunds = rows<EntryRow>(loaded['charges']).map(entryFromRow);
  const revocable = rows<GrantRow>(loaded['revocable']);
  const projects = new Map<ProjectId, Project>();
  const chains = new Map<ProjectId, ChainEnd>();
  const versions = new Map<ProjectId, RowVersion>();
  for (const { version, chainSequence, chainHash, ...project } of rows<ProjectRow>(loaded['projects'])) {
    projects.set(project.id, project);
    chains.set(project.id, chainHash === null ? CHAIN_START : { sequence: chainSequence, hash: chainHash });
    versions.set(project.id, version);
  }
  const liveGrants = new Map<ProjectId, readonly Grant[]>(inDrawOrder(rows<GrantRow>(loaded['grants'])));
  for (const [id, account] of cached) {
    if (account && account.version === versions.get(id)) liveGrants.set(id, account.grants);
  }
  return {
    projects,
    chains,
    versions,
    liveGrants,
    accountsInPart: new Set(),
    entriesByKey: new Map(
      rows<EntryRow>(loaded['keyed']).map((row) => [
        keyOf(row.project_id, row.idempotency_key ?? ''),
        entryFromRow(row),
      ]),
    ),
    caps: new Map(rows<CapRow>(loaded['caps']).map((row) => [row.key_id, capFromRow(row)])),
    charges: indexBy(chargesAndRefunds, (entry) => (entry.kind === 'CHARGE' ? entry.sequence : null)),
    refunds: indexBy(chargesAndRefunds, (entry) => entry.refundOf),
    namedGrants: inDrawOrder(revocable),
    revocable: new Map(revocable.map((row) => [row.id, row.project_id])),
    failedPreconditions: failed(conditions, results.slice(results.length - conditions.length)),
  };
}

/** The sender first. */
export function projectsOf(posting: Posting): ProjectId[] {
  return posting.type === 'transfer' ? [posting.projectId, posting.toProjectId] : [posting.projectId];
}

type ProjectRow = Project & {
  readonly version: RowVersion;
  readonly chainSequence: number;
  readonly chainHash: LineHash | null;
};

function named(name: string, statement: Statement | null): Record<string, Statement> {
  return statement === null ? {} : { [name]: statement };
}

function lockProjects(projectIds: readonly ProjectId[]): Statement {
  return {
    name: 'ledger_lock_projects',
    text: `select ${PROJECT_COLUMNS}, p.xmin::text as version, p.chain_sequence as "chainSequence",
        encode(p.chain_hash, 'hex') as "chainHash" from projects p
      where p.id = any($1::uuid[]) order by p.id for no key update`,
    values: [projectIds],
  };
}

function entriesByKey(postings: readonly Posting[]): Statement {
  const keyed = postings.flatMap(({ projectId, key }) => (key ? [{ projectId, key: key.value }] : []));
  return {
    name: 'ledger_entries_by_key',
    text: `select ${ENTRY_COLUMNS} from (select unnest($1::uuid[]) as project_id, unnest($2::text[]) as key) wanted
      cross join lateral (
        select * from credit_transactions l
        where l.project_id = wanted.project_id and l.idempotency_key >= wanted.key order by l.idempotency_key limit 1
      ) t
      where t.idempotency_key = wanted.key`,
    values: [keyed.map(({ projectId }) => projectId), keyed.map(({ key }) => key)],
  };
}

const WANTED_CHARGES = '(select unnest($1::uuid[]) as project_id, unnest($2::int[]) as sequence) wanted';

function refundedCharges(refunds: readonly RefundPosting[]): Statement {
  return {
    name: 'ledger_refunded_charges',
    text: `select ${ENTRY_COLUMNS} from ${WANTED_CHARGES}
      cross join lateral (
        (select * from credit_transactions l
          where l.project_id = wanted.project_id and l.sequence >= wanted.sequence order by l.sequence limit 1)
        union all
        (select * from credit_transactions l
          where l.project_id = wanted.project_id and l.refund_of >= wanted.sequence order by l.refund_of limit 1)
      ) t
      where (t.kind = 'CHARGE' and t.sequence = wanted.sequence) or t.refund_of = wanted.sequence`,
    values: [refunds.map(({ projectId }) => projectId), refunds.map(({ chargeSequence }) => chargeSequence)],
  };
}

interface Condition {
  readonly attachments: readonly Attachment[];
  readonly statement: Statement;
}

function preconditions(submissions: readonly Submission[]): Condition[] {
  const byWriter = new Map<Writer<unknown>, Attachment[]>();
  for (const { attachment } of submissions) {
    if (!attachment?.writer.precondition) continue;
    byWriter.set(attachment.writer, [...(byWriter.get(attachment.writer) ?? []), attachment]);
  }
  return [...byWriter].flatMap(([writer, attachments]) => {
    const statement = writer.precondition?.(attachments.map(({ row }) => row));
    return statement ? [{ attachments, statement }] : [];
  });
}

function failed(conditions: readonly Condition[], results: readonly StatementResult[]): Set<Attachment> {
  const missing = new Set<Attachment>();
  conditions.forEach(({ attachments }, index) => {
    const holding = new Set(rows<{ ord: number }>(results[index]).map(({ ord }) => ord));
    attachments.forEach((attachment, rowIndex) => {
      if (!holding.has(rowIndex + 1)) missing.add(attachment);
    });
  });
  return missing;
}

function rows<Row>(result: StatementResult | undefined): Row[] {
  return (result?.rows ?? []) as Row[]; // the statement's text names the columns of Row
}

function indexBy(
  entries: readonly LedgerEntry[],
  sequenceOf: (entry: LedgerEntry) => number | null,
): Map<string, LedgerEntry> {
  const indexed = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const sequence = sequenceOf(entry);
    if (sequence !== null) indexed.set(positionKey(entry.projectId, sequence), entry);
  }
  return indexed;
}
