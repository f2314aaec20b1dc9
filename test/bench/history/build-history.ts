import type { Client } from 'pg';
import { INSERT_PRICE_LIST } from '../ledger/filled-database.ts';
import { openClient } from '../../../src/database/open-client.ts';
import type { GrantId, ProjectId, WorkspaceId } from '../../../src/ids.ts';
import type { Instant } from '../../../src/instant.ts';
import { BALANCE_LIMIT } from '../../../src/ledger/kernel/decide-grant.ts';
import { NO_KEY, QUARTERS } from '../../../src/ledger/kernel/usage.ts';
import type { BenchCluster } from '../bench-cluster.ts';
import { auditCharges } from '../ledger/audit.ts';
import { newId } from '../ledger/charging.ts';
import { openLedger } from '../ledger/open-ledger.ts';

/** Lines to a grant: the grant itself, then charges of which one in a hundred is given back by the line after it. */
const BLOCK = 1_000;
const REFUNDS_IN_BLOCK = BLOCK / 100;
const CREDITS = 5;

/** A grant holds what the charges of its block come to, so that it is spent when the next one comes in. */
const GRANT_CREDITS = (BLOCK - 1 - 2 * REFUNDS_IN_BLOCK) * CREDITS;

export const DAY_MS = 86_400_000;
const SPAN_DAYS = 90;

export interface LongProject {
  readonly url: string;
  readonly workspaceId: WorkspaceId;
  readonly projectId: ProjectId;
  /** Of the lines that were built; one grant comes after them. */
  readonly lines: number;
  readonly from: Instant;
  readonly to: Instant;
}

/** Creates a database with one project of the given number of lines; see `buildProjects`. */
export async function buildHistory(cluster: BenchCluster, name: string, lines: number): Promise<LongProject> {
  const projectId = newId<ProjectId>();
  const { url, ...built } = await buildProjects(cluster, name, { projectIds: [projectId], lines });
  await grantMore(url, { workspaceId: built.workspaceId, projectId });
  return { url, ...built, projectId, lines };
}

/** The projects of a database and the number of their lines. */
export interface BuiltLines {
  readonly projectIds: readonly ProjectId[];
  /** The number of lines of each project, a multiple of a block. */
  readonly lines: number;
}

/**
 * Creates a database whose projects wrote the given number of lines each, in turns, over the last 90 days. The rows are those
 * that the ledger would have written, inserted by few statements: grants, charges, refunds, actions and usage agree, which is
 * checked at the end, and the ledger can continue from there.
 */
export async function buildProjects(
  cluster: BenchCluster,
  name: string,
  { projectIds, lines }: BuiltLines,
): Promise<Omit<LongProject, 'projectId' | 'lines'>> {
  const url = await cluster.database(name);
  const to = Date.now() - 60_000;
  const built = { workspaceId: newId<WorkspaceId>(), from: to - SPAN_DAYS * DAY_MS, to };
  const client = await openClient(url);
  // Triggers, which check and hash each row, are disabled. The result is checked as a whole below.
  await client.query('set session_replication_role = replica');
  await client.query(`set work_mem = '256MB'; set maintenance_work_mem = '512MB'`);
  const indexes = await dropIndexes(client);
  for (const [text, values] of statements({ ...built, projectIds, lines })) await client.query(text, values);
  for (const index of indexes) await client.query(index);
  await client.query('vacuum analyze');
  await client.end();
  await auditCharges([url]);
  return { url, ...built };
}

/** Drops the indexes without a constraint. Returns the statements that create them again: after the inserts that is much faster. */
async function dropIndexes(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid in ('credit_transactions'::regclass, 'actions'::regclass) and not i.indisprimary`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

type Built = Omit<LongProject, 'url' | 'projectId'> & BuiltLines;

/** Line `s` of a project, and line `n` of all; `block` counts from 0. */
const LINES = `
  select n, s, projects.id as project_id, (s - 1) / ${BLOCK} as block, (s - 1) % ${BLOCK} + 1 as place,
    case when s % ${BLOCK} = 1 then 'GRANT' when s % 100 = 50 then 'REFUND' else 'CHARGE' end as kind,
    ($2::float8 + ($3::float8 - $2::float8) * n / ($4::int * cardinality($1::uuid[])))::int8 as at_ms
  from generate_series(1, $4::int) as s
  cross join lateral unnest($1::uuid[]) with ordinality as projects (id, turn)
  cross join lateral (select (s - 1) * cardinality($1::uuid[]) + projects.turn as n) numbered`;

/** In the form of a UUIDv7 that was made at that millisecond. */
const idAt = (ms: string, number: string): string =>
  `(lpad(to_hex(${ms}), 12, '0') || '7' || lpad(to_hex(${number} % 4096), 3, '0') || '8' || lpad(to_hex(${number}), 15, '0'))::uuid`;

const GRANT_ID = `('00000000-0000-7000-8000-' || lpad(to_hex(block), 12, '0'))::uuid`;
const STEP_MS = '($3::float8 - $2::float8) / $4::int'; // between two lines of a project
const AT = 'to_timestamp(at_ms / 1000.0)';
/** A refund is of the charge in the line before it. */
const CHARGE_SEQUENCE = `case kind when 'REFUND' then s - 1 else s end`;
const ACTION_ID = idAt(`(at_ms - case kind when 'REFUND' then ${STEP_MS} else 0 end)::int8`, `(${CHARGE_SEQUENCE})`);
const ACTION_KIND = `(array['PROMPT', 'PROMPT_EDIT', 'BACKGROUND', 'EXPAND'])[(${CHARGE_SEQUENCE}) / 7 % 4 + 1]::action_kind`;
const REFUNDS_BEFORE = '((place + 50) / 100)';

const USAGE_COLUMNS = ['actions', 'credits', 'refunded_credits'].flatMap((column) => {
  return QUARTERS.map((quarter) => `${column}_from_${quarter}`);
});
const USAGE_SUMS = [
  ['count(*)', 'not refunded'],
  ['sum(-amount)', 'not refunded'],
  ['sum(-amount)', 'refunded'],
].flatMap(([sum, which]) => {
  return QUARTERS.map((quarter) => `coalesce(${sum} filter (where ${which} and quarter >= '${quarter}'), 0)`);
});

const LINE_COLUMNS = `project_id, sequence, kind, amount, balance_after, action_id, action_kind, grant_id, draw_grant_ids,
  draw_credits, refund_of, actor, idempotency_key, request_hash, created_at`;

/** Inserts the transactions of `built_lines`, which inherits from their table, with their hashes in chronological order. */
const CHAIN_LINES = [
  `create function pg_temp.chained(before bytea, content bytea) returns bytea language sql immutable
     return sha256(before || content)`,
  `create aggregate pg_temp.chain(bytea) (sfunc = pg_temp.chained, stype = bytea, initcond = '\\x${'00'.repeat(32)}')`,
  `insert into credit_transactions (${LINE_COLUMNS}, hash)
     select ${LINE_COLUMNS}, pg_temp.chain(line_content(b)) over (partition by project_id order by sequence)
     from built_lines b order by sequence, project_id`,
  'drop table built_lines',
];

/**
 * Counts the charges of the history by the hour and by these columns, each with its expression over a charge. The rows are inserted
 * in the order of the hours, as the ledger writes them: in the order of a hash table each row of a report lies on another page.
 */
function usageInto(table: string, by: Readonly<Record<string, string>>): string {
  return `insert into ${table} (project_id, hour_at, ${Object.keys(by).join(', ')}, ${USAGE_COLUMNS.join(', ')})
    select project_id, date_bin('1 hour', created_at, 'epoch') as hour_at, ${Object.values(by).join(', ')}, ${USAGE_SUMS.join(', ')}
    from (select t.*, (sequence + 1) % 100 = 50 as refunded, to_char(date_bin('15 minutes', created_at, 'epoch'), 'MI') as quarter
      from credit_transactions t where kind = 'CHARGE') charged
    group by project_id, hour_at, ${Object.values(by).join(', ')} order by hour_at`;
}

function statements({ workspaceId, projectIds, lines, from, to }: Built): [string, unknown[]][] {
  const common = [projectIds, from, to, lines];
  return [
    ['insert into workspaces (id, name, created_at) values ($1, $2, now())', [workspaceId, 'Studio']],
    [INSERT_PRICE_LIST, [workspaceId]],
    ['create temporary table built_lines () inherits (credit_transactions)', []],
    [
      `insert into built_lines (${LINE_COLUMNS}, hash)
       select project_id, s, kind::credit_transaction_kind,
         case kind when 'GRANT' then ${GRANT_CREDITS} when 'REFUND' then ${CREDITS} else -${CREDITS} end,
         ${GRANT_CREDITS} - ${CREDITS} * (place - 1 - 2 * ${REFUNDS_BEFORE}),
         case when kind <> 'GRANT' then ${ACTION_ID} end, case when kind <> 'GRANT' then ${ACTION_KIND} end,
         case kind when 'GRANT' then ${GRANT_ID} end,
         case when kind <> 'GRANT' then array[${GRANT_ID}] end, case when kind <> 'GRANT' then array[${CREDITS}] end,
         case kind when 'REFUND' then s - 1 end, 'First key',
         case kind when 'CHARGE' then 'order-' || md5(s::text) end,
         case kind when 'CHARGE' then decode(repeat('a1', 32), 'hex') end, ${AT}, ''
       from (${LINES}) l`,
      common,
    ],
    ...CHAIN_LINES.map((text): [string, unknown[]] => [text, []]),
    [
      `insert into credit_grants (project_id, id, source, credits, remaining, spent, priority, sequence, created_at)
       select project_id, ${GRANT_ID}, 'PURCHASE', ${GRANT_CREDITS}, 0, true, 50, s, ${AT} from (${LINES}) l where kind = 'GRANT'`,
      common,
    ],
    [
      `insert into actions (project_id, id, kind, status, credits, price_version, prompt, aspect_ratio, image_id,
         failure_code, charge_sequence, refund_sequence, tries, created_at, started_at, finished_at)
       select project_id, action_id, action_kind, (case when refunded then 'FAILED' else 'SUCCEEDED' end)::action_status,
         ${CREDITS}, 1, 'A silver necklace on marble, soft light', '1:1', case when not refunded then action_id end,
         case when refunded then 'ENGINE_REJECTED' end, sequence, case when refunded then sequence + 1 end, 1,
         created_at, created_at, created_at
       from (select t.*, (sequence + 1) % 100 = 50 as refunded from credit_transactions t
         where kind = 'CHARGE' order by sequence, project_id) charged`,
      [],
    ],
    [usageInto('usage', { action_kind: 'action_kind' }), []],
    [usageInto('usage_by_spender', { actor: 'actor', key_id: `coalesce(key_id, '${NO_KEY}')` }), []],
    [
      `insert into projects (id, workspace_id, name, balance, sequence, last_entry_at, created_at)
       select project_id, $1, 'Necklace spring', balance_after, sequence, created_at, to_timestamp($2::float8 / 1000)
       from credit_transactions where sequence = $3`,
      [workspaceId, from, lines],
    ],
  ];
}

async function grantMore(
  url: string,
  { workspaceId, projectId }: Pick<LongProject, 'workspaceId' | 'projectId'>,
): Promise<void> {
  const ledger = openLedger(url);
  const { status } = await ledger.post({
    type: 'grant',
    projectId,
    workspaceId,
    grantId: newId<GrantId>(),
    credits: BALANCE_LIMIT,
    source: 'MANUAL',
    priority: 50,
    expiresAt: null,
    actor: 'bench',
    note: null,
    key: null,
  });
  await ledger.close();
  if (status !== 'accepted') throw new Error(`the ledger does not go on from the history that was built: ${status}`);
}
