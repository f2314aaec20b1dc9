import { madeWith, newAuditEntries, writeAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import type { NewId, WebhookEndpointId, WorkspaceId } from '../ids.ts';
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
  const by = { workspaceId, actor: SYSTEM_ACTOR };
  const changes = madeWith({ url, reason: because });
  const act = { act: 'WEBHOOK_ENDPOINT_SWITCHED_OFF', projectId: null, subjectId: id, changes } as const;
  await writeAuditEntry(database.prisma, newAuditEntries(newId, clock)(by, act));
}
