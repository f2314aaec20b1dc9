import { typeId } from '../graphql/ids/type-id.ts';
import type { ProjectId } from '../ids.ts';
import type { CheckReport } from '../ledger/check/check.ts';
import { openLedgerChecker } from '../open-ledger-checker.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';
import { withDatabase } from './with-database.ts';
import { counted } from '../counted.ts';

/** Checks the ledger of a database, whether servers run on it or not. */
export async function checkLedger(
  { config, clock }: Pick<CommandContext, 'config' | 'clock'>,
  { projectId }: { readonly projectId: ProjectId | null },
): Promise<CommandResult> {
  const report = await withDatabase(config, (url) =>
    openLedgerChecker(url, clock).check({ workspaceId: null, projectId }, 0),
  );
  return { isGood: report.problems.length === 0, lines: linesOf(report), json: jsonOf(report) };
}

function jsonOf({ problems, checkedAt, ...counts }: CheckReport) {
  return {
    ok: problems.length === 0,
    ...counts,
    problems: problems.map((problem) => ({ ...problem, projectId: typeId('prj', problem.projectId) })),
    checkedAt: new Date(checkedAt).toISOString(),
  };
}

function linesOf({ problems, projects, transactions }: CheckReport): string[] {
  const checked = `${counted(transactions, 'transaction')} of ${counted(projects, 'project')}`;
  if (problems.length === 0) return [`The ledger is consistent: ${checked}.`];
  const found = problems.map(({ projectId, code, message }) => `${typeId('prj', projectId)} ${code}: ${message}`);
  return [...found, `The ledger is not consistent: ${counted(problems.length, 'problem')} in ${checked}.`];
}
