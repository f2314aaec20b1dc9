import type { Logger } from 'pino';
import { CheckRunningError, type LedgerChecker } from './ledger-checker.ts';

/** How many problems are logged. */
const LOGGED_MAX = 10;

/** Checks the whole ledger and logs what it finds. Does nothing if a check is already running. */
export async function nightlyCheck(checker: LedgerChecker, log: Logger): Promise<void> {
  try {
    const { problems, projects, transactions } = await checker.check({ workspaceId: null, projectId: null }, 0);
    if (problems.length === 0) return log.info({ projects, transactions }, 'the ledger was checked');
    const first = problems.slice(0, LOGGED_MAX).map(({ projectId, sequence, code }) => ({ projectId, sequence, code }));
    log.error({ problems: problems.length, first }, 'the ledger contradicts itself');
  } catch (error) {
    if (!(error instanceof CheckRunningError)) throw error;
  }
}
