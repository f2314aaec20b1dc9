import { type Columns, overRows } from '../../database/over-rows.ts';
import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import { NO_KEY, type Quarter, QUARTER_MS, QUARTERS, startOfHour, type UsageChange } from '../kernel/usage.ts';

interface ProjectUsage {
  readonly projectId: ProjectId;
  readonly change: UsageChange;
}

/** A table that counts usage: the key of its rows within a project's hour, and the statements that update it. */
interface Count {
  readonly rowKey: Columns<ProjectUsage>;
  readonly addCharges: ByQuarter;
  readonly subtractRefunds: ByQuarter;
}

type ByQuarter = Readonly<Record<Quarter, (counted: readonly ProjectUsage[]) => Statement>>;

const COUNTS: readonly Count[] = [
  countInto('usage', { action_kind: ['action_kind', ({ change }) => change.actionKind] }),
  countInto('usage_by_spender', {
    actor: ['text', ({ change }) => change.actor],
    key_id: ['uuid', ({ change }) => change.keyId ?? NO_KEY],
  }),
];

/**
 * Adds charges before it subtracts refunds: an insert with a negative count would violate the table's CHECK before
 * `on conflict` could turn it into an update.
 */
export function usageStatements(usage: readonly ProjectUsage[]): Statement[] {
  const charges = usage.filter(({ change }) => change.actions > 0);
  const refunds = usage.filter(({ change }) => change.actions < 0);
  return COUNTS.flatMap(({ rowKey, addCharges, subtractRefunds }) => [
    ...statementsOf(charges, rowKey, addCharges),
    ...statementsOf(refunds, rowKey, subtractRefunds),
  ]);
}

/**
 * One statement for each quarter of an hour, because each quarter has its own columns. The charges of a batch fall into one
 * quarter as a rule; refunds may be of charges of any time.
 */
function statementsOf(
  usage: readonly ProjectUsage[],
  rowKey: Columns<ProjectUsage>,
  statements: ByQuarter,
): Statement[] {
  return QUARTERS.flatMap((quarter, index) => {
    const counted = usage.filter(({ change: { quarterAt } }) => {
      return quarterAt - startOfHour(quarterAt) === index * QUARTER_MS;
    });
    return counted.length > 0 ? [statements[quarter](summed(counted, rowKey))] : [];
  });
}

/** One change for each row of the table: a statement may update a row only once. */
function summed(usage: readonly ProjectUsage[], rowKey: Columns<ProjectUsage>): ProjectUsage[] {
  const parts = Object.values(rowKey).map(([, of]) => of);
  const sums = new Map<string, ProjectUsage>();
  for (const counted of usage) {
    const { projectId, change } = counted;
    const row = parts.map((of) => of(counted)).join('\0'); // which no text of the database has
    const sum = sums.get(row)?.change;
    sums.set(row, {
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

function countInto(table: string, toldApartBy: Columns<ProjectUsage>): Count {
  const rowKey: Columns<ProjectUsage> = {
    project_id: ['uuid', ({ projectId }) => projectId],
    hour_at: ['float8', ({ change }) => startOfHour(change.quarterAt)],
    ...toldApartBy,
  };
  const counted = { ...rowKey, actions: ['int', ({ change }) => change.actions] } satisfies Columns<ProjectUsage>;
  const others = Object.keys(toldApartBy);
  return {
    rowKey,
    addCharges: eachQuarter((quarter) => chargeStatement(table, { counted, others, quarter })),
    subtractRefunds: eachQuarter((quarter) => refundStatement(table, { counted, others, quarter })),
  };
}

interface Counted {
  readonly counted: Columns<ProjectUsage>;
  /** The columns of the primary key after the project and the hour. */
  readonly others: readonly string[];
  readonly quarter: Quarter;
}

function chargeStatement(table: string, { counted, others, quarter }: Counted) {
  const [actions, credits] = [columns('actions', quarter), columns('credits', quarter)];
  const added = [...actions, ...credits];
  return overRows<ProjectUsage>(
    `ledger_add_${table}_${quarter}`,
    { ...counted, credits: ['int8', ({ change }) => change.credits] },
    (rows) => `insert into ${table} as u (project_id, hour_at, ${others.join(', ')}, ${added.join(', ')})
      select project_id, to_timestamp(hour_at / 1000), ${others.join(', ')},
        ${[...actions.map(() => 'actions'), ...credits.map(() => 'credits')].join(', ')}
      from ${rows} counted
      on conflict (project_id, hour_at, ${others.join(', ')}) do update
        set ${added.map((column) => `${column} = u.${column} + excluded.${column}`).join(', ')}`,
  );
}

function refundStatement(table: string, { counted, others, quarter }: Counted) {
  const moved = [
    ...columns('actions', quarter).map((column) => `${column} = u.${column} + counted.actions`),
    ...columns('credits', quarter).map((column) => `${column} = u.${column} - counted.refunded`),
    ...columns('refunded_credits', quarter).map((column) => `${column} = u.${column} + counted.refunded`),
  ];
  return overRows<ProjectUsage>(
    `ledger_take_${table}_${quarter}`,
    { ...counted, refunded: ['int8', ({ change }) => change.refundedCredits] },
    (rows) => `update ${table} u set ${moved.join(', ')}
      from ${rows} counted
      where u.project_id = counted.project_id and u.hour_at = to_timestamp(counted.hour_at / 1000)
        and ${others.map((column) => `u.${column} = counted.${column}`).join(' and ')}`,
  );
}

function eachQuarter<Made>(make: (quarter: Quarter) => Made): Readonly<Record<Quarter, Made>> {
  return { '00': make('00'), '15': make('15'), '30': make('30'), '45': make('45') };
}

/** A column counts from its quarter to the end of the hour, so a quarter is counted in its own column and earlier ones. */
function columns(counted: 'actions' | 'credits' | 'refunded_credits', quarter: Quarter): string[] {
  return QUARTERS.filter((from) => from <= quarter).map((from) => `${counted}_from_${from}`);
}
