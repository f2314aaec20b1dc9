import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { writtenElsewhere } from '../database/failure.ts';
import type { GrantOutcome } from '../grants/credit-granter.ts';
import { type Context, viewerOf } from './context.ts';
import { GrantCreditsInput, GrantCreditsResult, type GrantedCredits } from './grant.types.ts';
import { readTypeId } from './ids/type-id.ts';
import { grantError } from './refusals.ts';
import { inProject, Needs } from './rules.ts';

@Resolver()
export class GrantResolver {
  @Needs('ADMIN', inProject('input.projectId'))
  @Mutation(() => GrantCreditsResult, { description: 'Adds credits to a project.' })
  async grantCredits(
    @Arg('input', () => GrantCreditsInput, { description: 'The project and the credits to add.' })
    input: GrantCreditsInput,
    @Ctx() context: Context,
  ): Promise<GrantCreditsResult> {
    const { workspaceId, name: actor } = viewerOf(context);
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const outcome = await context.services.granter.grant({ ...input, projectId }, { workspaceId, actor });
    return outcome.status === 'refused' ? grantError(outcome.refusal) : granted(context, outcome);
  }
}

/** What the ledger has just written need not be read again for the answer. */
async function granted(
  { loaders }: Context,
  { grantId, entry, project, replayed }: Extract<GrantOutcome, { status: 'granted' }>,
): Promise<GrantedCredits> {
  const answered = project ?? (await loaders.project.load(entry.projectId));
  if (!answered) throw writtenElsewhere(`project ${entry.projectId}`);
  loaders.know({ project: answered, action: null, entry });
  const grant = await loaders.grant.load(grantId);
  if (!grant) throw writtenElsewhere(`grant ${grantId}`);
  return { __typename: 'GrantedCredits', grant, transaction: entry, project: answered, replayed };
}
