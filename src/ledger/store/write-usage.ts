import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../kernel/ids.ts';
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
  statement: (quarter: Quarter, counted: readonly ProjectUsage[]) => Statement,
): Statement[] {
  return QUARTERS.flatMap((quarter, index) => {
    const counted = usage.filter(({ change: { quarterAt } }) => {
      return quarterAt - startOfHour(quarterAt) === index * QUARTER_MS;
    });
    return counted.length > 0 ? [statement(quarter, summed(counted))] : [];
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

function addCharges(quarter: Quarter, charges: readonly ProjectUsage[]): Statement {
  const [actions, credits] = [columns('actions', quarter), columns('credits', quarter)];
  const added = [...actions, ...credits];
  return {
    name: `ledger_add_usage_${quarter}`,
    text: `insert into usage as u (project_id, hour_at, action_kind, ${added.join(', ')})
      select project_id, to_timestamp(hour_at / 1000), action_kind,
        ${[...actions.map(() => 'actions'), ...credits.map(() => 'credits')].join(', ')}
      from (select unnest($1::uuid[]) as project_id, unnest($2::float8[]) as hour_at,
        unnest($3::action_kind[]) as action_kind, unnest($4::int[]) as actions, unnest($5::int8[]) as credits) counted
      on conflict (project_id, hour_at, action_kind) do update
        set ${added.map((column) => `${column} = u.${column} + excluded.${column}`).join(', ')}`,
    values: [...places(charges), charges.map(({ change }) => change.credits)],
  };
}

function takeRefunds(quarter: Quarter, refunds: readonly ProjectUsage[]): Statement {
  const moved = [
    ...columns('actions', quarter).map((column) => `${column} = u.${column} + counted.actions`),
    ...columns('credits', quarter).map((column) => `${column} = u.${column} - counted.refunded`),
    ...columns('refunded_credits', quarter).map((column) => `${column} = u.${column} + counted.refunded`),
  ];
  return {
    name: `ledger_take_usage_${quarter}`,
    text: `update usage u set ${moved.join(', ')}
      from (select unnest($1::uuid[]) as project_id, unnest($2::float8[]) as hour_at,
        unnest($3::action_kind[]) as action_kind, unnest($4::int[]) as actions, unnest($5::int8[]) as refunded) counted
      where u.project_id = counted.project_id and u.hour_at = to_timestamp(counted.hour_at / 1000)
        and u.action_kind = counted.action_kind`,
    values: [...places(refunds), refunds.map(({ change }) => change.refundedCredits)],
  };
}

/** A column counts from its quarter to the end of the hour, so a quarter is in its own and in those before it. */
function columns(counted: 'actions' | 'credits' | 'refunded_credits', quarter: Quarter): string[] {
  return QUARTERS.filter((from) => from <= quarter).map((from) => `${counted}_from_${from}`);
}

/** Whose rows, which of them, and by how many actions they change. */
function places(usage: readonly ProjectUsage[]): unknown[][] {
  return [
    usage.map(({ projectId }) => projectId),
    usage.map(({ change }) => startOfHour(change.quarterAt)),
    usage.map(({ change }) => change.actionKind),
    usage.map(({ change }) => change.actions),
  ];
}
