import { overRows } from '../../database/over-rows.ts';
import type { Statement } from '../../database/statement.ts';
import type { Project } from '../project.ts';

/** A separate statement, so that charges neither write these columns nor fire the trigger that guards them. */
export function updateAllowances(projects: readonly Project[]): Statement[] {
  return projects.length === 0 ? [] : [updateColumns(projects)];
}

const updateColumns = overRows<Project>(
  'ledger_update_allowances',
  {
    id: ['uuid', ({ id }) => id],
    credits: ['int', ({ allowance }) => allowance?.credits ?? null],
    every: ['allowance_interval', ({ allowance }) => allowance?.every ?? null],
    rollover: ['bool', ({ allowance }) => allowance?.rollover ?? null],
    rollover_cap: ['int', ({ allowance }) => allowance?.rolloverCap ?? null],
    time_zone: ['text', ({ allowance }) => allowance?.timeZone ?? null],
    start_at: ['float8', ({ allowance }) => allowance?.startAt ?? null],
    next_at: ['float8', ({ allowance }) => allowance?.nextAt ?? null],
  },
  (rows) => `update projects p set allowance_credits = now.credits, allowance_every = now.every,
      allowance_rollover = now.rollover, allowance_rollover_cap = now.rollover_cap,
      allowance_time_zone = now.time_zone, allowance_start_at = to_timestamp(now.start_at / 1000),
      allowance_next_at = to_timestamp(now.next_at / 1000)
    from ${rows} now
    where p.id = now.id`,
);
