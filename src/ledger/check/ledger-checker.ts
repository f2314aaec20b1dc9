import type { Client } from 'pg';
import { closeClient } from '../../database/close-client.ts';
import { openClient } from '../../database/open-client.ts';
import type { Instant } from '../../instant.ts';
import { capsCheck } from './caps-check.ts';
import { chainCheck } from './chain-check.ts';
import { type Check, type CheckReport, type CheckScope, type LedgerProblem, PROBLEMS_MAX } from './check.ts';
import { drawsCheck, grantsCheck } from './grants-check.ts';
import { linesCheck } from './lines-check.ts';
import { pairsCheck } from './pairs-check.ts';
import { usageChecks } from './usage-check.ts';

const LEDGER_CHECKS: readonly Check[] = [
  linesCheck,
  grantsCheck,
  drawsCheck,
  pairsCheck,
  ...usageChecks,
  capsCheck,
  chainCheck,
];

/** Another check runs on this database. One at a time is enough for the disk. */
export class CheckRunningError extends Error {
  override readonly name = 'CheckRunningError';
}

/** The advisory lock that the session of a check holds. */
const LOCK_KEY = 727_001;

export interface CheckerOptions {
  readonly databaseUrl: string;
  /** The checks of what others keep beside the ledger. */
  readonly checks: readonly Check[];
  readonly clock: () => Instant;
  /** Called with each report, for metrics. Must not throw. */
  readonly checked?: (report: CheckReport, scope: CheckScope) => void;
}

/**
 * Recomputes from the lines of the ledger everything that is derived from them, and compares. All of it is read in one
 * snapshot, so that charges may go on meanwhile, and added up inside the database, whose memory is bounded by `work_mem`.
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
    const client = await openClient(this.#options.databaseUrl, 'darkroom check');
    try {
      await takeTurn(client);
      await client.query(`set statement_timeout = ${Math.trunc(timeoutMs)}`);
      await client.query('begin transaction isolation level repeatable read, read only');
      const checkedAt = this.#options.clock();
      const counts = await count(client, scope);
      const problems: LedgerProblem[] = [];
      for (const { text } of [...LEDGER_CHECKS, ...this.#options.checks]) {
        const { rows } = await client.query<ProblemRow>(`${text} order by 1, 2 limit ${PROBLEMS_MAX}`, valuesOf(scope));
        problems.push(...rows.map(({ project_id: projectId, ...problem }) => ({ projectId, ...problem })));
      }
      await client.query('commit');
      const report = { ...counts, problems: problems.slice(0, PROBLEMS_MAX), checkedAt };
      this.#options.checked?.(report, scope);
      return report;
    } finally {
      await closeClient(client);
    }
  }
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
