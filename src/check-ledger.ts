import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from './config/config.ts';
import { openCluster } from './embedded-postgres/cluster.ts';
import { typeId, typeIdOrNull } from './graphql/ids/type-id.ts';
import type { Instant } from './instant.ts';
import type { CheckReport, CheckScope } from './ledger/check/check.ts';
import { openLedgerChecker } from './open-ledger-checker.ts';
import { DATABASE_NAME } from './process.ts';
import { StartError } from './start-error.ts';

export interface CommandSurroundings {
  readonly config: Config;
  readonly clock: () => Instant;
  readonly print: (line: string) => void;
}

const USAGE = 'check [--project prj_…] [--json]';

/** Checks the ledger of a database, whether servers run on it or not. Returns the exit code: 0, or 1 where it found a problem. */
export async function checkLedger(args: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { scope, isJson } = readArguments(args);
  const report = await withDatabase(surroundings.config, (url) =>
    openLedgerChecker(url, surroundings.clock).check(scope, 0),
  );
  for (const line of isJson ? [jsonOf(report)] : linesOf(report)) surroundings.print(line);
  return report.problems.length === 0 ? 0 : 1;
}

function readArguments(args: readonly string[]): { readonly scope: CheckScope; readonly isJson: boolean } {
  try {
    const options = { project: { type: 'string' }, json: { type: 'boolean' } } as const;
    const { project, json } = parseArgs({ args: [...args], options, strict: true }).values;
    const projectId = project === undefined ? null : typeIdOrNull('prj', project);
    if (project !== undefined && projectId === null)
      throw new Error(`--project must be an id such as prj_…, not ${project}`);
    return { scope: { workspaceId: null, projectId }, isJson: json ?? false };
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}. Usage: ${USAGE}`, {
      cause: error,
    });
  }
}

/** The embedded database is started for the check where no server runs on it. */
async function withDatabase<Result>(
  { databaseDirectUrl, databaseUrl, dataFolder }: Config,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const given = databaseDirectUrl ?? databaseUrl;
  if (given !== null) return use(given);
  const cluster = await openCluster({ folder: path.join(dataFolder, 'postgres'), durable: true });
  try {
    return await use(await cluster.ensureDatabase(DATABASE_NAME));
  } finally {
    if (cluster.startedHere) await cluster.stop();
  }
}

function jsonOf({ problems, checkedAt, ...counts }: CheckReport): string {
  return JSON.stringify({
    ok: problems.length === 0,
    ...counts,
    problems: problems.map((problem) => ({ ...problem, projectId: typeId('prj', problem.projectId) })),
    checkedAt: new Date(checkedAt).toISOString(),
  });
}

function linesOf({ problems, projects, transactions }: CheckReport): string[] {
  const checked = `${transactions} transactions of ${projects} projects`;
  if (problems.length === 0) return [`The ledger is consistent: ${checked}.`];
  const found = problems.map(({ projectId, code, message }) => `${typeId('prj', projectId)} ${code}: ${message}`);
  return [...found, `The ledger is not consistent: ${problems.length} problems in ${checked}.`];
}
