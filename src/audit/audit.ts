import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import { insertRows, instantColumn } from '../database/over-rows.ts';
import { runStatement } from '../database/statement.ts';
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

const insertEntries = insertRows<AuditEntry>('audit_insert', 'audit_entries', {
  workspace_id: ['uuid', ({ workspaceId }) => workspaceId],
  id: ['uuid', ({ id }) => id],
  actor: ['text', ({ actor }) => actor],
  act: ['text', ({ act }) => act],
  project_id: ['uuid', ({ projectId }) => projectId],
  subject_id: ['uuid', ({ subjectId }) => subjectId],
  changes: ['jsonb', ({ changes }) => JSON.stringify(changes)],
  created_at: ['float8', ({ createdAt }) => createdAt, instantColumn],
});

/** Writes the entries of acts that are postings to the ledger. */
export const auditWriter: Writer<AuditEntry> = {
  name: 'audit',
  statements: (accepted) => [insertEntries(accepted.map(({ row }) => row))],
};

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
