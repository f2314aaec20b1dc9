import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import { insertRows, instantColumn } from '../database/over-rows.ts';
import { ID_MAX, ID_MIN, readDirection, type PageRange } from '../page-range.ts';
import { runStatement, type Statement } from '../database/statement.ts';
import type { AuditId, NewId, ProjectId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Writer } from '../ledger/store/attachment.ts';

/** The administrative acts that are recorded. */
export const AUDIT_ACTS = [
  'ACTION_REFUNDED',
  'ALLOWANCE_ENDED',
  'ALLOWANCE_SET',
  'AUTO_TOP_UP_ENDED',
  'AUTO_TOP_UP_SET',
  'CREDIT_PACKS_PUBLISHED',
  'PURCHASE_REFUNDED',
  'API_KEY_CREATED',
  'API_KEY_EMAIL_SET',
  'API_KEY_REVOKED',
  'SIGN_IN_LINK_CREATED',
  'SIGN_IN_LINK_REVOKED',
  'SIGN_IN_LINK_USED',
  'CREDITS_GRANTED',
  'CREDITS_TRANSFERRED',
  'GRANT_REVOKED',
  'PRICE_LIST_PUBLISHED',
  'PRICE_LIST_WITHDRAWN',
  'IMAGE_DELETED',
  'COMMENT_DELETED',
  'SHARE_LINK_CREATED',
  'SHARE_LINK_REVOKED',
  'PROJECT_ARCHIVED',
  'PROJECT_RESTORED',
  'PROJECT_ERASED',
  'WEBHOOK_ENDPOINT_CREATED',
  'WEBHOOK_ENDPOINT_UPDATED',
  'WEBHOOK_ENDPOINT_DELETED',
  'WEBHOOK_ENDPOINT_SWITCHED_OFF',
  'WEBHOOK_SECRET_ROTATED',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** One value that an act changed; never a secret. */
export interface AuditChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** An immutable record of an administrative act. */
export interface AuditEntry {
  readonly id: AuditId;
  readonly workspaceId: WorkspaceId;
  readonly actor: string;
  readonly act: AuditAct;
  /** The project that was affected; null if the act concerns the workspace. */
  readonly projectId: ProjectId | null;
  /** The id of the key, grant, action, image, comment, share link, project, purchase, webhook endpoint or workspace that was affected; of a transfer, the project that received. */
  readonly subjectId: string;
  readonly changes: readonly AuditChange[];
  readonly createdAt: Instant;
}

/** Who performs an administrative act, and where. */
export interface Administrator {
  readonly workspaceId: WorkspaceId;
  /** The name of the key or of the person. */
  readonly actor: string;
}

/** Makes the entry of an act that is performed now. */
export type NewAuditEntry = (
  by: Administrator,
  act: Pick<AuditEntry, 'act' | 'projectId' | 'subjectId' | 'changes'>,
) => AuditEntry;

export function newAuditEntries(newId: NewId, clock: () => Instant): NewAuditEntry {
  return ({ workspaceId, actor }, act) => ({ id: newId<AuditId>(), workspaceId, actor, ...act, createdAt: clock() });
}

/** Writes an entry in the database transaction of the act. For acts that post to the ledger, attach `auditWriter`. */
export async function writeAuditEntry(
  transaction: Pick<Prisma.TransactionClient, 'auditEntry'>,
  { changes, createdAt, ...entry }: AuditEntry,
): Promise<void> {
  const row = { ...entry, changes: changes.map((change) => ({ ...change })), createdAt: new Date(createdAt) };
  await transaction.auditEntry.create({ data: row });
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

/** Inserts an entry in the database transaction of the act, as `writeAuditEntry` does with Prisma. */
export function insertAuditEntry(entry: AuditEntry): Statement {
  return insertEntries([entry]);
}

/** Writes the entries of acts that post to the ledger. */
export const auditWriter: Writer<AuditEntry> = {
  name: 'audit',
  statements: (accepted) => [insertEntries(accepted.map(({ row }) => row))],
  statementsWithoutEntry: (rows) => [insertEntries(rows)],
};

/** The changes of an act that sets values for the first time. Null values are left out. */
export function madeWith(values: Readonly<Record<string, string | number | null>>): AuditChange[] {
  return Object.entries(values).flatMap(([field, after]) =>
    after === null ? [] : [{ field, before: null, after: String(after) }],
  );
}

export interface AuditPage extends PageRange<AuditId> {
  readonly workspaceId: WorkspaceId;
}

/** The entries of a workspace, newest first (reversed if the page is read backward), one more than the limit if there is one. */
export function auditPage({ pool }: Pick<Database, 'pool'>, page: AuditPage): Promise<AuditEntry[]> {
  const order = readDirection(page);
  return runStatement<AuditEntry>(pool, {
    name: `audit_page_${order}`,
    text: `select a.id, a.workspace_id as "workspaceId", a.actor, a.act, a.project_id as "projectId",
        a.subject_id as "subjectId", a.changes, a.created_at as "createdAt"
      from audit_entries a
      where a.workspace_id = $1 and a.id < $2 and a.id > $3
      order by a.id ${order} limit $4`,
    values: [page.workspaceId, page.after ?? ID_MAX, page.before ?? ID_MIN, page.limit + 1],
  });
}
