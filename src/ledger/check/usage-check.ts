import { NO_KEY, QUARTERS } from '../kernel/usage.ts';
import { clamped, type DerivedCheck, quarterHash, quarterOfHourHash, weight } from './check.ts';

const COUNTED = ['actions', 'credits', 'refunded_credits'] as const;
const COLUMNS = COUNTED.flatMap((counted) => QUARTERS.map((quarter) => `${counted}_from_${quarter}`));

/** No quarter of an hour has more usage. The weighted sum of 12 such numbers fits int8. */
const USAGE_MAX = 2 ** 27;

/** What a column counts of the charges of an hour: those from its quarter to the end of the hour. */
function recomputed(counted: (typeof COUNTED)[number], quarter: (typeof QUARTERS)[number]): string {
  const value = counted === 'actions' ? 'count(c.amount)' : 'sum(-c.amount)';
  const state = counted === 'refunded_credits' ? 'is not null' : 'is null';
  const isCounted = `r.refund_of ${state} and extract(minute from c.created_at) >= ${Number(quarter)}`;
  return `coalesce(${value} filter (where ${isCounted}), 0) as ${counted}_from_${quarter}`;
}

const RECOMPUTED = COUNTED.flatMap((counted) => QUARTERS.map((quarter) => recomputed(counted, quarter))).join(', ');

/** The counts of a row; 0 where there is none. */
const countsOf = (table: string) => COLUMNS.map((column) => `coalesce(${table}.${column}, 0)`).join(', ');

/** A table that counts charges by the hour, and by these columns, each with its expression over a charge `c`. */
interface Counted {
  readonly table: 'usage' | 'usage_by_spender';
  readonly by: Readonly<Record<string, string>>;
  /** The hash of the columns of a row or a charge, seeded by the hash of its quarter. */
  readonly hash: (row: string, quarter: string) => string;
}

/** Refunded actions count as charged at their charge, and are moved to `refunded_credits` by their refund. */
function fingerprintOf({ table, hash }: Counted): DerivedCheck['fingerprint'] {
  const charged = (row: 'l' | 'c', counted: (typeof COUNTED)[number]) =>
    weight(
      hash(row, row === 'l' ? 'l.quarter' : quarterHash('c.project_id', 'c.created_at')),
      COUNTED.indexOf(counted),
    );
  const total = QUARTERS.flatMap((_, number) =>
    COUNTED.map((counted, measure) => {
      const [from, next] = [QUARTERS[number], QUARTERS[number + 1]].map((quarter) => `d.${counted}_from_${quarter}`);
      const value = number + 1 < QUARTERS.length ? `(${from} - ${next})` : `${from}`;
      const weighted = `${weight(hash('d', quarterOfHourHash('d.project_id', 'd.hour_at', number)), measure)} * ${clamped(value, USAGE_MAX)}`;
      return `case when ${value} = 0 then 0 else ${weighted} end`; // most quarters have no usage, and need no hash
    }),
  ).join(' + ');
  return {
    ofEntry: `case when l.kind = 'CHARGE' then ${charged('l', 'actions')} + ${charged('l', 'credits')} * -l.amount else 0 end`,
    ofRefund: `-${charged('c', 'actions')} + ${charged('c', 'credits')} * c.amount + ${charged('c', 'refunded_credits')} * -c.amount`,
    rows: { table, project: 'project_id' },
    ofRow: total,
  };
}

/** The counts of one table, from the charges and the refunds. */
function countsCheck(counted: Counted): DerivedCheck {
  const { table, by } = counted;
  const columns = Object.keys(by);
  const expressions = Object.entries(by).map(([column, expression]) => `${expression} as ${column}`);
  const same = ['project_id', 'hour_at', ...columns].map((column) => `r.${column} = u.${column}`).join(' and ');
  const who = columns.map((column) => `coalesce(u.${column}::text, r.${column}::text)`).join(` || ' ' || `);
  return {
    name: table,
    fingerprint: fingerprintOf(counted),
    text: `with recomputed as (
      select c.project_id, date_trunc('hour', c.created_at) as hour_at, ${expressions.join(', ')}, ${RECOMPUTED}
      from credit_transactions c
      left join credit_transactions r on r.project_id = c.project_id and r.refund_of = c.sequence and r.refund_of is not null
      where c.kind = 'CHARGE' and c.project_id = any($1::uuid[])
      group by ${['project_id', 'hour_at', ...columns].map((_, index) => index + 1).join(', ')}
    )
    select coalesce(u.project_id, r.project_id) as project_id, null::int as sequence, 'USAGE_DRIFT' as code,
      format('The usage of %s in the hour from %s differs from the transactions: %s actions are counted, and %s were charged and not refunded.',
        ${who}, to_char(coalesce(u.hour_at, r.hour_at), 'YYYY-MM-DD"T"HH24:MI"Z"'),
        coalesce(u.actions_from_00, 0), coalesce(r.actions_from_00, 0)) as message
    from (select * from ${table} u where u.project_id = any($1::uuid[])) u
    full join recomputed r on ${same}
    where (${countsOf('u')}) is distinct from (${countsOf('r')})`,
  };
}

/** The usage history by kind, and by who performed the action through which key; the zero UUID stands for no key. */
export const usageChecks: readonly DerivedCheck[] = [
  countsCheck({
    table: 'usage',
    by: { action_kind: 'c.action_kind' },
    hash: (row, quarter) => `hashenumextended(${row}.action_kind, ${quarter})`,
  }),
  countsCheck({
    table: 'usage_by_spender',
    by: { actor: 'c.actor', key_id: `coalesce(c.key_id, '${NO_KEY}')` },
    hash: (row, quarter) =>
      `hashtextextended(${row}.actor, uuid_hash_extended(coalesce(${row}.key_id, '${NO_KEY}'), ${quarter}))`,
  }),
];
