import { type Columns, overRows } from '../../database/over-rows.ts';
import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import { NO_KEY, type Quarter, QUARTER_MS, QUARTERS, startOfHour, type UsageChange } from '../kernel/usage.ts';

interface ProjectUsage {
  readonly projectId: ProjectId;
  readonly change: UsageChange;
}

/** One table that counts usage: how its rows are told apart within an hour of a project, and the statements that count into it. */
interface Count {
  readonly place: Columns<ProjectUsage>;
  readonly addCharges: ByQuarter;
  readonly takeRefunds: ByQuarter;
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
 * Adds charges first and takes refunds out afterwards: an insert that proposes a negative count would be refused by the
 * table's CHECK before it could become an update.
 */
export function usageStatements(usage: readonly ProjectUsage[]): Statement[] {
  const charges = usage.filter(({ change }) => change.actions > 0);
  const refunds = usage.filter(({ change }) => change.actions < 0);
  return COUNTS.flatMap(({ place, addCharges, takeRefunds }) => [
    ...statementsOf(charges, place, addCharges),
    ...statementsOf(refunds, place, takeRefunds),
  ]);
}

/**
 * One statement for each quarter of an hour: it names the columns that count it. What a batch charges is charged at one
 * moment, so that there is one of them as a rule; refunds may be of any time.
 */
function statementsOf(
  usage: readonly ProjectUsage[],
  place: Columns<ProjectUsage>,
  statements: ByQuarter,
): Statement[] {
  return QUARTERS.flatMap((quarter, index) => {
    const counted = usage.filter(({ change: { quarterAt } }) => {
      return quarterAt - startOfHour(quarterAt) === index * QUARTER_MS;
    });
    return counted.length > 0 ? [statements[quarter](summed(counted, place))] : [];
  });
}

/** One for each row of the table: a statement may touch it only once. */
function summed(usage: readonly ProjectUsage[], place: Columns<ProjectUsage>): ProjectUsage[] {
  const parts = Object.values(place).map(([, of]) => of);
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
  const place: Columns<ProjectUsage> = {
    project_id: ['uuid', ({ projectId }) => projectId],
    hour_at: ['float8', ({ change }) => startOfHour(change.quarterAt)],
    ...toldApartBy,
  };
  const counted = { ...place, actions: ['int', ({ change }) => change.actions] } satisfies Columns<ProjectUsage>;
  const others = Object.keys(toldApartBy);
  return {
    place,
    addCharges: eachQuarter((quarter) => chargeStatement(table, { counted, others, quarter })),
    takeRefunds: eachQuarter((quarter) => refundStatement(table, { counted, others, quarter })),
  };
}

interface Counted {
  readonly counted: Columns<ProjectUsage>;
  /** The columns of the primary key behind the project and the hour. */
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

/** A column counts from its quarter to the end of the hour, so a quarter is in its own and in those before it. */
function columns(counted: 'actions' | 'credits' | 'refunded_credits', quarter: Quarter): string[] {
  return QUARTERS.filter((from) => from <= quarter).map((from) => `${counted}_from_${from}`);
}
