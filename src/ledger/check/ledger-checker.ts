import type { Client } from 'pg';
import { closeClient } from '../../database/close-client.ts';
import { openClient } from '../../database/open-client.ts';
import type { Instant } from '../../instant.ts';
import { capsCheck } from './caps-check.ts';
import {
  type Check,
  type CheckReport,
  type CheckScope,
  type DerivedCheck,
  type LedgerProblem,
  PROBLEMS_MAX,
} from './check.ts';
import { differingProjects } from './differing-projects.ts';
import { grantsCheck } from './grants-check.ts';
import { headsCheck } from './heads-check.ts';
import { entriesCheck, type ProjectRange, projectRanges } from './entries-check.ts';
import { pairsCheck } from './pairs-check.ts';
import { usageChecks } from './usage-check.ts';

const LEDGER_CHECKS: readonly Check[] = [pairsCheck, capsCheck, headsCheck];
const DERIVED_CHECKS: readonly DerivedCheck[] = [grantsCheck, ...usageChecks];

/** Another check runs on this database. One at a time is enough for the disk. */
export class CheckRunningError extends Error {
  override readonly name = 'CheckRunningError';
}

/** The advisory lock that the session of a check holds. */
const LOCK_KEY = 727_001;

/** The memory of one sort in a session; a hash table may take twice as much (`hash_mem_multiplier`). */
const WORK_MEM = '64MB';

export interface CheckerOptions {
  readonly databaseUrl: string;
  /** Checks of rows that other components keep beside the ledger. */
  readonly checks: readonly Check[];
  readonly derived: readonly DerivedCheck[];
  readonly clock: () => Instant;
  /** A random whole number for the weights of the fingerprints. */
  readonly newSeed: () => number;
  /** Called with each report, for metrics. Must not throw. */
  readonly checked?: (report: CheckReport, scope: CheckScope) => void;
}

/**
 * Recomputes from the entries everything that is derived from them, and compares. All of it is read in one
 * snapshot, so that charges may go on meanwhile, and added up inside the database, whose memory is bounded by `work_mem`. Two
 * connections share the snapshot and the work.
 */
export class LedgerChecker {
  readonly #options: CheckerOptions;

  constructor(options: CheckerOptions) {
    this.#options = options;
  }

  /**
   * Throws CheckRunningError, and the database's error if a statement takes longer than `timeoutMs`; 0: no limit.
   */
  async check(scope: CheckScope, timeoutMs: number): Promise<CheckReport> {
    const { databaseUrl, clock } = this.#options;
    await using clients = new AsyncDisposableStack();
    const open = async () => clients.adopt(await openClient(databaseUrl, 'darkroom check'), closeClient);
    const first = await open();
    await takeTurn(first);
    const snapshot = await beginReading(first, timeoutMs);
    const checkedAt = clock();
    const second = await open();
    await beginReading(second, timeoutMs, snapshot);
    const counts = await count(first, scope);
    const tasks = this.#tasks(scope, await projectRanges(first, scope));
    const problems = await Promise.all([first, second].map((client) => workOff(tasks, client)));
    const report = { ...counts, problems: problems.flat().toSorted(byPlace).slice(0, PROBLEMS_MAX), checkedAt };
    this.#options.checked?.(report, scope);
    return report;
  }

  /** The longest first. */
  #tasks(scope: CheckScope, ranges: readonly ProjectRange[]): Task[] {
    return [
      (client) => this.#compareDerived(client, scope),
      ...ranges.map(
        (range): Task =>
          (client) =>
            problemsOf(client, entriesCheck, [...valuesOf(scope), ...range]),
      ),
      ...[...LEDGER_CHECKS, ...this.#options.checks].map(
        (check): Task =>
          (client) =>
            problemsOf(client, check, valuesOf(scope)),
      ),
    ];
  }

  async #compareDerived(client: Client, scope: CheckScope): Promise<LedgerProblem[]> {
    const { derived, newSeed } = this.#options;
    const problems: LedgerProblem[] = [];
    const compared = [...DERIVED_CHECKS, ...derived];
    const differing = await differingProjects(client, compared, { scope, seed: newSeed() });
    for (const check of compared) {
      const projects = differing.get(check.name);
      if (projects) problems.push(...(await problemsOf(client, check, [projects])));
    }
    return problems;
  }
}

type Task = (client: Client) => Promise<LedgerProblem[]>;

async function workOff(tasks: Task[], client: Client): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  for (let task = tasks.shift(); task; task = tasks.shift()) problems.push(...(await task(client)));
  return problems;
}

/** Orders problems by project, then by entry; problems without an entry come last. */
function byPlace(a: LedgerProblem, b: LedgerProblem): number {
  if (a.projectId !== b.projectId) return a.projectId < b.projectId ? -1 : 1;
  return (a.sequence ?? Infinity) - (b.sequence ?? Infinity) || a.code.localeCompare(b.code);
}

/** Begins a transaction in a snapshot, its own or that of another session. Returns the name of the snapshot. */
async function beginReading(client: Client, timeoutMs: number, snapshot: string | null = null): Promise<string> {
  await client.query(`set statement_timeout = ${Math.trunc(timeoutMs)}; set work_mem = '${WORK_MEM}'`);
  // No parallel workers: two sessions use two processors, and others need the rest. No Memoize: no row is looked up twice.
  await client.query('set max_parallel_workers_per_gather = 0; set enable_memoize = off');
  await client.query('begin transaction isolation level repeatable read, read only');
  if (snapshot !== null) {
    await client.query(`set transaction snapshot ${client.escapeLiteral(snapshot)}`);
    return snapshot;
  }
  const { rows } = await client.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot');
  if (!rows[0]) throw new Error('the database did not return the name of the snapshot');
  return rows[0].snapshot;
}

async function problemsOf(client: Client, { text }: Check, values: readonly unknown[]): Promise<LedgerProblem[]> {
  const { rows } = await client.query<ProblemRow>(`${text} order by 1, 2 limit ${PROBLEMS_MAX}`, [...values]);
  return rows.map(({ project_id: projectId, ...problem }) => ({ projectId, ...problem }));
}

type ProblemRow = Omit<LedgerProblem, 'projectId'> & { readonly project_id: LedgerProblem['projectId'] };

async function takeTurn(client: Client): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK_KEY]);
  if (rows[0]?.taken !== true) throw new CheckRunningError('a check of the ledger is already running');
}

async function count(client: Client, scope: CheckScope): Promise<Pick<CheckReport, 'projects' | 'transactions'>> {
  const { rows } = await client.query<{ projects: string; transactions: string }>(
    `select count(*) as projects, coalesce(sum(sequence), 0) as transactions from projects
      where ($1::uuid is null or workspace_id = $1) and ($2::uuid is null or id = $2)`,
    valuesOf(scope),
  );
  return { projects: Number(rows[0]?.projects), transactions: Number(rows[0]?.transactions) };
}

const valuesOf = ({ workspaceId, projectId }: CheckScope) => [workspaceId, projectId];
