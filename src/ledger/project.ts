import type { ProjectId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** A project as its row says. `balance` leaves expired credits out only once the account has been settled. */
export interface Project {
  readonly id: ProjectId;
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly balance: number;
  /** Of the newest transaction; 0 before the first. */
  readonly sequence: number;
  readonly lowBalanceThreshold: number | null;
  readonly nextExpiryAt: Instant | null;
  readonly lastEntryAt: Instant | null;
  readonly createdAt: Instant;
  readonly archivedAt: Instant | null;
}

/** The columns of `projects p` as a Project. */
export const PROJECT_COLUMNS = `p.id, p.workspace_id as "workspaceId", p.name, p.balance, p.sequence,
  p.low_balance_threshold as "lowBalanceThreshold", p.next_expiry_at as "nextExpiryAt",
  p.last_entry_at as "lastEntryAt", p.created_at as "createdAt", p.archived_at as "archivedAt"`;
