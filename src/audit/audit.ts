import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import { runStatement, type Statement } from '../database/statement.ts';
import type { AuditId, ProjectId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Writer } from '../ledger/store/attachment.ts';

/** What an administrator can do to a workspace. */
export const AUDIT_ACTS = ['API_KEY_CREATED', 'API_KEY_REVOKED', 'CREDITS_GRANTED', 'PROJECT_ARCHIVED'] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** One value that an act has set; never a secret. */
export interface AuditChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Who did what to what, when. Immutable. */
export interface AuditEntry {
  readonly id: AuditId;
  readonly workspaceId: WorkspaceId;
  readonly actor: string;
  readonly act: AuditAct;
  /** The project that it was done to or in; null where it was the workspace. */
  readonly projectId: ProjectId | null;
  /** The id of the key, grant or project that it was done to. */
  readonly subjectId: string;
  readonly changes: readonly AuditChange[];
  readonly createdAt: Instant;
}

/** The entry as its row is written, in the transaction of the act itself. */
export function auditRow({ changes, createdAt, ...entry }: AuditEntry): Prisma.AuditEntryUncheckedCreateInput {
  return { ...entry, changes: changes.map((change) => ({ ...change })), createdAt: new Date(createdAt) };
}

/** Writes the entries of acts that are postings to the ledger. */
export const auditWriter: Writer<AuditEntry> = {
  name: 'audit',
  statements: (accepted) => [insertEntries(accepted.map(({ row }) => row))],
};

function insertEntries(entries: readonly AuditEntry[]): Statement {
  return {
    name: 'audit_insert',
    text: `insert into audit_entries (workspace_id, id, actor, act, project_id, subject_id, changes, created_at)
      select workspace_id, id, actor, act, project_id, subject_id, changes, to_timestamp(created_at / 1000)
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::jsonb[], $8::float8[])
        as done(workspace_id, id, actor, act, project_id, subject_id, changes, created_at)`,
    values: [
      entries.map(({ workspaceId }) => workspaceId),
      entries.map(({ id }) => id),
      entries.map(({ actor }) => actor),
      entries.map(({ act }) => act),
      entries.map(({ projectId }) => projectId),
      entries.map(({ subjectId }) => subjectId),
      entries.map(({ changes }) => JSON.stringify(changes)),
      entries.map(({ createdAt }) => createdAt),
    ],
  };
}

/** The values of an act that sets them for the first time. Those that are null are left out. */
export function madeWith(values: Readonly<Record<string, string | number | null>>): AuditChange[] {
  return Object.entries(values).flatMap(([field, after]) =>
    after === null ? [] : [{ field, before: null, after: String(after) }],
  );
}

/** A page of a workspace's entries, newest first, one more than asked for where there is one. */
export function auditPage(
  { pool }: Pick<Database, 'pool'>,
  page: { readonly workspaceId: WorkspaceId; readonly first: number; readonly after: AuditId | null },
): Promise<AuditEntry[]> {
  return runStatement<AuditEntry>(pool, {
    name: 'audit_page',
    text: `select a.id, a.workspace_id as "workspaceId", a.actor, a.act, a.project_id as "projectId",
        a.subject_id as "subjectId", a.changes, a.created_at as "createdAt"
      from audit_entries a
      where a.workspace_id = $1 and ($2::uuid is null or a.id < $2)
      order by a.id desc limit $3`,
    values: [page.workspaceId, page.after, page.first + 1],
  });
}
