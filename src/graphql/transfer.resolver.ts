import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { writtenElsewhere } from '../database/failure.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import type { Project } from '../ledger/project.ts';
import type { TransferSide } from '../transfers/credit-mover.ts';
import { authorOf, type Context, visibleProject } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import { transferError } from './refusals.ts';
import { inProject, Needs } from './rules.ts';
import { TransferCreditsInput, TransferCreditsResult } from './transfer.types.ts';

@Resolver()
export class TransferResolver {
  @Needs('ADMIN', inProject('input.fromProjectId'))
  @Mutation(() => TransferCreditsResult, {
    description:
      'Moves credits to another project of the workspace: both projects get a transaction, or neither does. The ' +
      'credits are taken in the order in which they would be spent, and keep their priority and their expiry. ' +
      'Transfers do not count against a spending cap.',
  })
  async transferCredits(
    @Arg('input', () => TransferCreditsInput, { description: 'The two projects and the credits to move.' })
    input: TransferCreditsInput,
    @Ctx() context: Context,
  ): Promise<TransferCreditsResult> {
    const fromProjectId = readTypeId('prj', input.fromProjectId, 'fromProjectId');
    const toProjectId = readTypeId('prj', input.toProjectId, 'toProjectId');
    if (!(await visibleProject(context, toProjectId))) throw new NotFoundError('toProjectId', 'project');
    const request = { ...input, fromProjectId, toProjectId };
    const outcome = await context.services.mover.transfer(request, authorOf(context));
    if (outcome.status === 'refused') return transferError(outcome.refusal);
    const { outgoing, incoming, replayed } = outcome;
    const [from, to] = await Promise.all([projectOf(context, outgoing), projectOf(context, incoming)]);
    return {
      __typename: 'TransferredCredits',
      outgoing: outgoing.entry,
      incoming: incoming.entry,
      from,
      to,
      replayed,
    };
  }
}

async function projectOf({ loaders }: Context, { entry, project }: TransferSide): Promise<Project> {
  loaders.know({ project, action: null, entry });
  const answered = project ?? (await loaders.project.load(entry.projectId));
  if (!answered) throw writtenElsewhere(`project ${entry.projectId}`);
  return answered;
}
