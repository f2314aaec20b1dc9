import type { WorkspaceId } from '../ids.ts';
import type { Prisma } from './generated/prisma/client.ts';

/** Locks the row of a workspace until the transaction ends: transactions that change the same list run one after the other. */
export async function lockWorkspace(transaction: Prisma.TransactionClient, workspaceId: WorkspaceId): Promise<void> {
  await transaction.$queryRaw`select from workspaces where id = ${workspaceId}::uuid for no key update`;
}
