import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { hasRole } from '../access/viewer.ts';
import { readProjectIds } from './api-key.resolver.ts';
import { AccessToken, CreateAccessTokenInput } from './api-key.types.ts';
import { type Context, viewerOf } from './context.ts';
import { publicError } from './errors.ts';
import { Needs, OWN_SCOPE } from './rules.ts';

const PROJECTS_MAX = 100;

@Resolver()
export class AccessTokenResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Mutation(() => AccessToken, {
    description:
      "Creates a short-lived token for a browser, with at most the caller's own role and projects. Requires an API " +
      'key, because a token that creates tokens would outlive itself. Charges of the token count against the spending ' +
      'cap of the key.',
  })
  async createAccessToken(
    @Arg('input', () => CreateAccessTokenInput, { description: 'The user, permissions and lifetime of the token.' })
    input: CreateAccessTokenInput,
    @Ctx() context: Context,
  ): Promise<AccessToken> {
    const viewer = viewerOf(context);
    const { keyId } = viewer;
    if (viewer.isToken || keyId === null) {
      throw publicError('FORBIDDEN', 'createAccessToken requires an API key: a token cannot create tokens.');
    }
    if (!hasRole(viewer, input.role)) {
      throw publicError('FORBIDDEN', `The token cannot be ${input.role}: this credential is ${viewer.role}.`);
    }
    const projectIds = await readProjectIds(context, input.projectIds, PROJECTS_MAX);
    const key = { id: keyId, workspaceId: viewer.workspaceId, expiresAt: viewer.expiresAt };
    return context.services.tokenIssuer.issue({ ...input, projectIds }, key);
  }
}
