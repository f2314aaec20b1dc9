import { auditRow } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import type { AuditId, NewId, WebhookEndpointId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { SYSTEM_ACTOR } from '../ledger/kernel/expire-due.ts';

/** An endpoint that the system has switched off. */
export interface SwitchedOff {
  readonly id: WebhookEndpointId;
  readonly workspaceId: WorkspaceId;
  readonly url: string;
  readonly because: string;
}

/** Records it in the audit log. */
export async function recordSwitchedOff(
  { database, newId, clock }: { readonly database: Database; readonly newId: NewId; readonly clock: () => Instant },
  { id, workspaceId, url, because }: SwitchedOff,
): Promise<void> {
  const entry = auditRow({
    id: newId<AuditId>(),
    workspaceId,
    actor: SYSTEM_ACTOR,
    act: 'WEBHOOK_ENDPOINT_SWITCHED_OFF',
    projectId: null,
    subjectId: id,
    changes: [
      { field: 'url', before: null, after: url },
      { field: 'reason', before: null, after: because },
    ],
    createdAt: clock(),
  });
  await database.prisma.auditEntry.create({ data: entry });
}
