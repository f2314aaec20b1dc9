import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { writtenElsewhere } from '../database/failure.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import { authorOf, type Context } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import { revokeError } from './refusals.ts';
import { RevokeGrantInput, RevokeGrantResult } from './revoke.types.ts';
import { Needs, ofGrant } from './rules.ts';

@Resolver()
export class RevokeResolver {
  @Needs('ADMIN', ofGrant('input.grantId'))
  @Mutation(() => RevokeGrantResult, {
    description:
      'Revokes the unspent credits of a grant. Spent credits stay spent; if their charge is refunded later, the ' +
      'credits that return to this grant are removed at once by another REVOCATION. Revoking a grant again changes ' +
      'nothing.',
  })
  async revokeGrant(
    @Arg('input', () => RevokeGrantInput, { description: 'The grant and the reason.' }) input: RevokeGrantInput,
    @Ctx() context: Context,
  ): Promise<RevokeGrantResult> {
    const { loaders, services } = context;
    const grantId = readTypeId('grt', input.grantId, 'grantId');
    const found = await loaders.grant.load(grantId);
    if (!found) throw new NotFoundError('grantId', 'grant');
    const { projectId } = found;
    const outcome = await services.revoker.revoke({ ...input, grantId, projectId }, authorOf(context));
    if (outcome.status === 'refused') return revokeError(outcome.refusal);
    const { entry, replayed } = outcome;
    loaders.grant.clear(grantId);
    loaders.project.clear(projectId);
    const grant = await loaders.grant.load(grantId);
    const project = outcome.project ?? (await loaders.project.load(projectId));
    if (!grant || !project) throw writtenElsewhere(`grant ${grantId}`);
    if (entry) loaders.know({ project, action: null, entry });
    return { __typename: 'RevokedGrant', grant, transaction: entry, project, replayed };
  }
}
