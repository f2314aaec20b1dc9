import { NO_KEY, QUARTERS } from '../kernel/usage.ts';
import { clamped, type DerivedCheck, quarterHash, quarterOfHourHash, randomFactor, weight } from './check.ts';

const COUNTED = ['actions', 'credits', 'refunded_credits'] as const;
const COLUMNS = COUNTED.flatMap((counted) => QUARTERS.map((quarter) => `${counted}_from_${quarter}`));

/** No quarter of an hour has more usage. Such a number multiplied by a random factor fits int8. */
const USAGE_MAX = 2 ** 27;

/** The least prime above 2^31: no two counts differ by it, and a remainder multiplied by a weight fits int8. */
const MODULUS = 2_147_483_659;

const CREDITS_FACTOR = randomFactor(1);
const REFUNDED_FACTOR = randomFactor(2);

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

/**
 * The three counts of a quarter of an hour are combined to actions + f * credits + g * refunded credits, with random factors f and g, so
 * that they need only one weight. Refunded actions count as charged at their charge, and are moved to `refunded_credits` by their refund.
 */
function fingerprintOf({ table, hash }: Counted): DerivedCheck['fingerprint'] {
  const charged = weight(hash('l', 'l.quarter'));
  const refunded = weight(hash('c', quarterHash('c.project_id', 'c.created_at')));
  const ofRow = QUARTERS.map((_, number) => {
    const [actions = '', credits = '', refundedCredits = ''] = COUNTED.map((counted) => countedIn(number, counted));
    const sum = `${actions} + ${CREDITS_FACTOR} * ${clamped(credits, USAGE_MAX)} + ${REFUNDED_FACTOR} * ${clamped(refundedCredits, USAGE_MAX)}`;
    const weighted = `${weight(hash('d', quarterOfHourHash('d.project_id', 'd.hour_at', number)))} * ((${sum}) % ${MODULUS})`;
    // Most quarters have no usage, and need no hash.
    return `case when ${actions} = 0 and ${credits} = 0 and ${refundedCredits} = 0 then 0 else (${weighted}) % ${MODULUS} end`;
  });
  return {
    modulus: MODULUS,
    ofEntry: `case when l.kind = 'CHARGE' then ${charged} * ((1 - ${CREDITS_FACTOR} * l.amount) % ${MODULUS}) else 0 end`,
    ofRefund: `${refunded} * (((${CREDITS_FACTOR} - ${REFUNDED_FACTOR}) * c.amount - 1) % ${MODULUS})`,
    rows: { table, project: 'project_id' },
    ofRow: ofRow.join(' + '),
  };
}

/** What a row `d` counts in the quarter of its hour with this number, from 0 to 3. */
function countedIn(number: number, counted: (typeof COUNTED)[number]): string {
  const [from, next] = [QUARTERS[number], QUARTERS[number + 1]].map((quarter) => `d.${counted}_from_${quarter}`);
  return number + 1 < QUARTERS.length ? `(${from} - ${next})` : `${from}`;
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
