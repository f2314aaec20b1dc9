import type { ProjectId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { type Allowance, runningAllowance } from './kernel/allowance.ts';

/** The row of a project. `balance` is current only after the account has been settled. */
export interface Project {
  readonly id: ProjectId;
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly balance: number;
  /** The sequence of the newest transaction; 0 before the first. */
  readonly sequence: number;
  readonly lowBalanceThreshold: number | null;
  readonly nextExpiryAt: Instant | null;
  readonly allowance: Allowance | null;
  readonly lastEntryAt: Instant | null;
  readonly createdAt: Instant;
  readonly archivedAt: Instant | null;
  /** When its pictures and texts were erased; null: not erased. An erased project is archived. */
  readonly erasedAt: Instant | null;
}

/** The instant of the next expiry or allowance. */
export function nextDueAt(project: Pick<Project, 'nextExpiryAt' | 'allowance' | 'archivedAt'>): Instant | null {
  const { nextExpiryAt } = project;
  const allowanceAt = runningAllowance(project)?.nextAt ?? null;
  if (nextExpiryAt === null || allowanceAt === null) return nextExpiryAt ?? allowanceAt;
  return Math.min(nextExpiryAt, allowanceAt);
}

const ALLOWANCE = `case when p.allowance_credits is not null then jsonb_build_object('credits', p.allowance_credits,
    'every', p.allowance_every, 'rollover', p.allowance_rollover, 'rolloverCap', p.allowance_rollover_cap,
    'timeZone', p.allowance_time_zone, 'startAt', ${instantOf('p.allowance_start_at')},
    'nextAt', ${instantOf('p.allowance_next_at')}) end`;

function instantOf(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::int8`;
}

/** The columns of `projects p` as a Project. */
export const PROJECT_COLUMNS = `p.id, p.workspace_id as "workspaceId", p.name, p.balance, p.sequence,
  p.low_balance_threshold as "lowBalanceThreshold", p.next_expiry_at as "nextExpiryAt",
  ${ALLOWANCE} as allowance,
  p.last_entry_at as "lastEntryAt", p.created_at as "createdAt", p.archived_at as "archivedAt",
  p.erased_at as "erasedAt"`;
