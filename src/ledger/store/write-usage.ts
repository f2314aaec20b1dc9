import { type Columns, overRows } from '../../database/over-rows.ts';
import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import { type Quarter, QUARTER_MS, QUARTERS, startOfHour, type UsageChange } from '../kernel/usage.ts';

interface ProjectUsage {
  readonly projectId: ProjectId;
  readonly change: UsageChange;
}

/**
 * Adds charges first and takes refunds out afterwards: an insert that proposes a negative count would be refused by the
 * table's CHECK before it could become an update.
 */
export function usageStatements(usage: readonly ProjectUsage[]): Statement[] {
  const charges = usage.filter(({ change }) => change.actions > 0);
  const refunds = usage.filter(({ change }) => change.actions < 0);
  return [...byQuarter(charges, addCharges), ...byQuarter(refunds, takeRefunds)];
}

/**
 * One statement for each quarter of an hour: it names the columns that count it. What a batch charges is charged at one
 * moment, so that there is one of them as a rule; refunds may be of any time.
 */
function byQuarter(
  usage: readonly ProjectUsage[],
  statements: Readonly<Record<Quarter, (counted: readonly ProjectUsage[]) => Statement>>,
): Statement[] {
  return QUARTERS.flatMap((quarter, index) => {
    const counted = usage.filter(({ change: { quarterAt } }) => {
      return quarterAt - startOfHour(quarterAt) === index * QUARTER_MS;
    });
    return counted.length > 0 ? [statements[quarter](summed(counted))] : [];
  });
}

/** One for each project, hour and kind: a statement may touch a row only once. */
function summed(usage: readonly ProjectUsage[]): ProjectUsage[] {
  const sums = new Map<string, ProjectUsage>();
  for (const { projectId, change } of usage) {
    const place = `${projectId} ${change.quarterAt} ${change.actionKind}`;
    const sum = sums.get(place)?.change;
    sums.set(place, {
      projectId,
      change: {
        ...change,
        actions: change.actions + (sum?.actions ?? 0),
        credits: change.credits + (sum?.credits ?? 0),
        refundedCredits: change.refundedCredits + (sum?.refundedCredits ?? 0),
      },
    });
  }
  return [...sums.values()];
}

/** Whose row, which of them, and by how many actions it changes. */
const PLACE: Columns<ProjectUsage> = {
  project_id: ['uuid', ({ projectId }) => projectId],
  hour_at: ['float8', ({ change }) => startOfHour(change.quarterAt)],
  action_kind: ['action_kind', ({ change }) => change.actionKind],
  actions: ['int', ({ change }) => change.actions],
};

const addCharges = eachQuarter((quarter) => {
  const [actions, credits] = [columns('actions', quarter), columns('credits', quarter)];
  const added = [...actions, ...credits];
  return overRows<ProjectUsage>(
    `ledger_add_usage_${quarter}`,
    { ...PLACE, credits: ['int8', ({ change }) => change.credits] },
    (rows) => `insert into usage as u (project_id, hour_at, action_kind, ${added.join(', ')})
      select project_id, to_timestamp(hour_at / 1000), action_kind,
        ${[...actions.map(() => 'actions'), ...credits.map(() => 'credits')].join(', ')}
      from ${rows} counted
      on conflict (project_id, hour_at, action_kind) do update
        set ${added.map((column) => `${column} = u.${column} + excluded.${column}`).join(', ')}`,
  );
});

const takeRefunds = eachQuarter((quarter) => {
  const moved = [
    ...columns('actions', quarter).map((column) => `${column} = u.${column} + counted.actions`),
    ...columns('credits', quarter).map((column) => `${column} = u.${column} - counted.refunded`),
    ...columns('refunded_credits', quarter).map((column) => `${column} = u.${column} + counted.refunded`),
  ];
  return overRows<ProjectUsage>(
    `ledger_take_usage_${quarter}`,
    { ...PLACE, refunded: ['int8', ({ change }) => change.refundedCredits] },
    (rows) => `update usage u set ${moved.join(', ')}
      from ${rows} counted
      where u.project_id = counted.project_id and u.hour_at = to_timestamp(counted.hour_at / 1000)
        and u.action_kind = counted.action_kind`,
  );
});

function eachQuarter<Made>(make: (quarter: Quarter) => Made): Readonly<Record<Quarter, Made>> {
  return { '00': make('00'), '15': make('15'), '30': make('30'), '45': make('45') };
}

/** A column counts from its quarter to the end of the hour, so a quarter is in its own and in those before it. */
function columns(counted: 'actions' | 'credits' | 'refunded_credits', quarter: Quarter): string[] {
  return QUARTERS.filter((from) => from <= quarter).map((from) => `${counted}_from_${from}`);
}
