import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { UsageChange } from '../kernel/usage.ts';

interface ProjectUsage {
  readonly projectId: ProjectId;
  readonly change: UsageChange;
}

/**
 * Adds charges first and takes refunds out afterwards: an insert that proposes a negative count would be refused by the
 * table's CHECK before it could become an update.
 */
export function usageStatements(usage: readonly ProjectUsage[]): Statement[] {
  const charges = summed(usage.filter(({ change }) => change.actions > 0));
  const refunds = summed(usage.filter(({ change }) => change.actions < 0));
  return [...(charges.length > 0 ? [addCharges(charges)] : []), ...(refunds.length > 0 ? [takeRefunds(refunds)] : [])];
}

/** One row for each project, quarter and kind: a statement may touch a row only once. */
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

const COUNTED = `(select unnest($1::uuid[]) as project_id, unnest($2::float8[]) as quarter_at,
  unnest($3::action_kind[]) as action_kind, unnest($4::int[]) as actions, unnest($5::int8[]) as credits,
  unnest($6::int8[]) as refunded_credits) counted`;

function addCharges(charges: readonly ProjectUsage[]): Statement {
  return {
    name: 'ledger_add_usage',
    text: `insert into usage as u (project_id, quarter_at, action_kind, actions, credits, refunded_credits)
      select project_id, to_timestamp(quarter_at / 1000), action_kind, actions, credits, refunded_credits from ${COUNTED}
      on conflict (project_id, quarter_at, action_kind) do update
        set actions = u.actions + excluded.actions, credits = u.credits + excluded.credits`,
    values: columns(charges),
  };
}

function takeRefunds(refunds: readonly ProjectUsage[]): Statement {
  return {
    name: 'ledger_take_usage',
    text: `update usage u set actions = u.actions + counted.actions, credits = u.credits + counted.credits,
        refunded_credits = u.refunded_credits + counted.refunded_credits
      from ${COUNTED}
      where u.project_id = counted.project_id and u.quarter_at = to_timestamp(counted.quarter_at / 1000)
        and u.action_kind = counted.action_kind`,
    values: columns(refunds),
  };
}

function columns(usage: readonly ProjectUsage[]): unknown[][] {
  return [
    usage.map(({ projectId }) => projectId),
    usage.map(({ change }) => change.quarterAt),
    usage.map(({ change }) => change.actionKind),
    usage.map(({ change }) => change.actions),
    usage.map(({ change }) => change.credits),
    usage.map(({ change }) => change.refundedCredits),
  ];
}
