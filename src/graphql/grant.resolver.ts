import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { hasProject } from '../access/viewer.ts';
import { isDatabaseAway, UnavailableError, writtenElsewhere } from '../database/failure.ts';
import type { GrantOutcome } from '../grants/credit-granter.ts';
import { InvalidInputError, invalid, NotFoundError } from '../input/invalid-input.ts';
import { authorOf, type Context, viewerOf } from './context.ts';
import {
  GrantCreditsInput,
  GrantCreditsResult,
  GrantCreditsToManyInput,
  GrantedToMany,
  type GrantedCredits,
  type GrantOfManyResult,
  GRANTS_MAX,
} from './grant.types.ts';
import { readTypeId } from './ids/type-id.ts';
import { grantError } from './refusals.ts';
import { inProject, Needs, OWN_SCOPE } from './rules.ts';

@Resolver()
export class GrantResolver {
  @Needs('ADMIN', inProject('input.projectId'))
  @Mutation(() => GrantCreditsResult, { description: 'Adds credits to a project.' })
  async grantCredits(
    @Arg('input', () => GrantCreditsInput, { description: 'The project and the credits to add.' })
    input: GrantCreditsInput,
    @Ctx() context: Context,
  ): Promise<GrantCreditsResult> {
    return grantOne(context, input);
  }

  @Needs('ADMIN', OWN_SCOPE)
  @Mutation(() => GrantedToMany, {
    description:
      'Adds credits to many projects. Each grant is accepted or refused separately and has its own transaction; the grants ' +
      'of one call are committed together.',
  })
  async grantCreditsToMany(
    @Arg('input', () => GrantCreditsToManyInput, { description: 'The grants.' }) input: GrantCreditsToManyInput,
    @Ctx() context: Context,
  ): Promise<GrantedToMany> {
    const { grants } = input;
    if (grants.length === 0 || grants.length > GRANTS_MAX) throw invalid('grants', `must be 1 to ${GRANTS_MAX} grants`);
    return { results: await Promise.all(grants.map((each) => grantOfMany(context, each))) };
  }
}

async function grantOne(context: Context, input: GrantCreditsInput): Promise<GrantCreditsResult> {
  const projectId = readTypeId('prj', input.projectId, 'projectId');
  const outcome = await context.services.granter.grant({ ...input, projectId }, authorOf(context));
  return outcome.status === 'refused' ? grantError(outcome.refusal) : granted(context, outcome);
}

/** What would be thrown for one grant is the result of that one here. A fault of ours ends the whole. */
async function grantOfMany(context: Context, input: GrantCreditsInput): Promise<GrantOfManyResult> {
  try {
    // The ledger knows the workspace alone; a credential may be limited to some of its projects.
    if (!hasProject(viewerOf(context), readTypeId('prj', input.projectId, 'projectId'))) {
      throw new NotFoundError('projectId', 'project');
    }
    return await grantOne(context, input);
  } catch (error) {
    const { idempotencyKey } = input;
    if (error instanceof UnavailableError || isDatabaseAway(error)) {
      const message = 'It is not known whether the credits were granted. Send the grant again with the same key.';
      return { __typename: 'GrantOutcomeUnknown', message, idempotencyKey };
    }
    const field = error instanceof InvalidInputError ? error.problems[0]?.field : undefined;
    if (field === undefined && !(error instanceof NotFoundError)) throw error;
    const message = `${(error as Error).message}. Nothing was granted.`; // one of the two
    return { __typename: 'InvalidGrantError', message, field: field ?? 'projectId' };
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
