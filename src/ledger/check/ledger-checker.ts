import type { Client } from 'pg';
import { closeClient } from '../../database/close-client.ts';
import { openClient } from '../../database/open-client.ts';
import type { ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { brokenChains } from './broken-chains.ts';
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
import { entriesCheck } from './entries-check.ts';
import { pairsCheck } from './pairs-check.ts';
import { type ProjectRange, projectRanges } from './project-ranges.ts';
import { usageChecks } from './usage-check.ts';

const LEDGER_CHECKS: readonly Check[] = [pairsCheck, capsCheck, headsCheck];
const DERIVED_CHECKS: readonly DerivedCheck[] = [entriesCheck, grantsCheck, ...usageChecks];

/** Another check runs on this database. One at a time is enough for the disk. */
export class CheckRunningError extends Error {
  override readonly name = 'CheckRunningError';
}

/** The advisory lock that the session of a check holds. */
const LOCK_KEY = 727_001;

/** The memory of one sort or hash table in a session. A statement has one large sort. */
const WORK_MEM = '160MB';

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
 * Recomputes from the entries of the ledger everything that is derived from them, and compares. All of it is read in one
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
    await using opened = new AsyncDisposableStack();
    const open = async () => opened.adopt(await openClient(databaseUrl, 'darkroom check'), closeClient);
    const first = await open();
    await takeTurn(first);
    const snapshot = await beginReading(first, timeoutMs);
    const checkedAt = clock();
    const second = await open();
    await beginReading(second, timeoutMs, snapshot);
    const clients = [first, second];
    const counts = await count(first, scope);
    const suspects: Suspects = new Map();
    const scans = this.#scans(scope, await projectRanges(first, scope), suspects);
    const problems = await workOff(scans, clients);
    problems.push(...(await workOff(comparisons(suspects), clients)));
    const report = { ...counts, problems: problems.toSorted(byPlace).slice(0, PROBLEMS_MAX), checkedAt };
    this.#options.checked?.(report, scope);
    return report;
  }

  /** The longest first. Those that find no problem but projects that have one add these to `suspects`. */
  #scans(scope: CheckScope, ranges: readonly ProjectRange[], suspects: Suspects): Task[] {
    const { checks, derived, newSeed } = this.#options;
    const compareFingerprints: Task = async (client) => {
      const compared = [...DERIVED_CHECKS, ...derived];
      const differing = await differingProjects(client, compared, { scope, seed: newSeed() });
      for (const check of compared) suspect(suspects, check, differing.get(check.name) ?? []);
      return [];
    };
    const verifyChains = ranges.map((range): Task => async (client) => {
      suspect(suspects, entriesCheck, await brokenChains(client, scope, range));
      return [];
    });
    const others = [...LEDGER_CHECKS, ...checks].map((check): Task => {
      return (client) => problemsOf(client, check, valuesOf(scope));
    });
    return [compareFingerprints, ...verifyChains, ...others];
  }
}

type Task = (client: Client) => Promise<LedgerProblem[]>;

/** The projects that a check compares row by row. */
type Suspects = Map<DerivedCheck, Set<ProjectId>>;

function suspect(suspects: Suspects, check: DerivedCheck, projects: readonly ProjectId[]): void {
  const known = suspects.get(check) ?? new Set();
  for (const id of projects) known.add(id);
  if (known.size > 0) suspects.set(check, known);
}

function comparisons(suspects: Suspects): Task[] {
  return [...suspects].map(([check, projects]): Task => {
    const first = [...projects].toSorted().slice(0, PROBLEMS_MAX); // each has a problem, and a report lists no more
    return (client) => problemsOf(client, check, [first]);
  });
}

/** Each client takes the next task when it has done one. */
async function workOff(tasks: Task[], clients: readonly Client[]): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  const work = async (client: Client) => {
    for (let task = tasks.shift(); task; task = tasks.shift()) problems.push(...(await task(client)));
  };
  await Promise.all(clients.map(work));
  return problems;
}

/** Orders problems by project, then by entry; problems without an entry come last. */
function byPlace(a: LedgerProblem, b: LedgerProblem): number {
  if (a.projectId !== b.projectId) return a.projectId < b.projectId ? -1 : 1;
  return (a.sequence ?? Infinity) - (b.sequence ?? Infinity) || a.code.localeCompare(b.code);
}

/** Begins a transaction in a snapshot, its own or that of another session. Returns the name of the snapshot. */
async function beginReading(client: Client, timeoutMs: number, snapshot: string | null = null): Promise<string> {
  await client.query(
    `set statement_timeout = ${Math.trunc(timeoutMs)}; set work_mem = '${WORK_MEM}'; set hash_mem_multiplier = 1`,
  );
  // No parallel workers: two sessions use two processors, and others need the rest. No asynchronous reads: most pages come from the
  // system's cache, and with PostgreSQL 18's I/O workers five million transactions took 84 s of processor time instead of 67. No
  // Memoize: no row is looked up twice. JIT for the fingerprints alone: for a range of chains compiling takes longer than it saves.
  await client.query(
    `set max_parallel_workers_per_gather = 0; set effective_io_concurrency = 0; set enable_memoize = off;
      set jit_above_cost = 1000000`,
  );
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
