import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { NotFoundError } from '../input/invalid-input.ts';
import { CheckRunningError } from '../ledger/check/ledger-checker.ts';
import type { CheckReport, CheckScope } from '../ledger/check/check.ts';
import { type Context, viewerOf, visibleProject } from './context.ts';
import { publicError } from './errors.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { LedgerCheckType } from './ledger-check.types.ts';
import { EVERY_PROJECT, Needs } from './rules.ts';

/** How long one comparison may take. A ledger that needs longer is checked by the command. */
const STATEMENT_TIMEOUT_MS = 20_000; // 20 seconds

@Resolver()
export class LedgerCheckResolver {
  @Needs('ADMIN', EVERY_PROJECT)
  @Query(() => LedgerCheckType, {
    description:
      "Recomputes balances, sequences, running balances, grants, draws, usage and caps from the ledger's transactions " +
      'and compares them with the stored ones, in one snapshot while charges go on. One check runs at a time: a second ' +
      'one fails with RATE_LIMITED. Check a ledger of millions of transactions with the command "darkroom check" ' +
      'instead.',
  })
  async ledgerCheck(
    @Arg('projectId', () => ID, { nullable: true, description: 'prj_…. Default: every project of the workspace.' })
    text: string | null,
    @Ctx() context: Context,
  ): Promise<LedgerCheckType> {
    const projectId = text ? readTypeId('prj', text, 'projectId') : null;
    if (projectId && !(await visibleProject(context, projectId))) throw new NotFoundError('projectId', 'project');
    const { problems, ...counts } = await check(context, { workspaceId: viewerOf(context).workspaceId, projectId });
    return {
      ...counts,
      ok: problems.length === 0,
      problems: problems.map((problem) => ({ ...problem, projectId: typeId('prj', problem.projectId) })),
    };
  }
}

async function check({ services, read }: Context, scope: CheckScope): Promise<CheckReport> {
  try {
    return await read(() => services.ledgerChecker.check(scope, STATEMENT_TIMEOUT_MS));
  } catch (error) {
    if (!(error instanceof CheckRunningError)) throw error;
    throw publicError('RATE_LIMITED', 'A check of the ledger is already running: ask again when it is done.');
  }
}
