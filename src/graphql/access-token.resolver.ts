import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { z } from 'zod';
import { hasRole } from '../access/viewer.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { text, wholeNumber } from '../input/rules.ts';
import { NAME_TAKEN, readProjectIds } from './api-key.resolver.ts';
import { AccessToken, CreateAccessTokenInput } from './api-key.types.ts';
import { type Context, viewerOf } from './context.ts';
import { publicError } from './errors.ts';
import { Needs, OWN } from './rules.ts';

const DEFAULT_SECONDS = 900; // 15 minutes

const rules = z.object({
  subject: text(200),
  projectIds: z.array(z.string()).min(1, 'must be 1 to 100 projects').max(100, 'must be 1 to 100 projects'),
  ttlSeconds: wholeNumber(60, 86_400, 'seconds')
    .nullish()
    .transform((seconds) => seconds ?? DEFAULT_SECONDS),
});

@Resolver()
export class AccessTokenResolver {
  @Needs('VIEWER', OWN)
  @Mutation(() => AccessToken, {
    description:
      "Creates a short-lived token for a browser, with at most the caller's own role and projects. Only an API key can: a " +
      'token that makes tokens would outlive itself. What the token spends counts against the key’s cap.',
  })
  async createAccessToken(
    @Arg('input', () => CreateAccessTokenInput, { description: 'The user, permissions and lifetime of the token.' })
    input: CreateAccessTokenInput,
    @Ctx() context: Context,
  ): Promise<AccessToken> {
    const viewer = viewerOf(context);
    const { services } = context;
    if (viewer.isToken || viewer.keyId === null) {
      throw publicError('FORBIDDEN', 'createAccessToken needs an API key; a token cannot make tokens.');
    }
    if (!hasRole(viewer, input.role)) {
      throw publicError('FORBIDDEN', `The token cannot be ${input.role}: this credential is ${viewer.role}.`);
    }
    const { subject, ttlSeconds, projectIds } = checkInput(rules, input);
    if (await services.apiKeys.isNameTaken(viewer.workspaceId, subject)) throw invalid('subject', NAME_TAKEN);
    const ids = await readProjectIds(context, projectIds);
    const wantedUntil = services.clock() + ttlSeconds * 1000;
    const expiresAt = Math.floor(Math.min(wantedUntil, viewer.expiresAt ?? Infinity) / 1000) * 1000;
    const claims = { subject, role: input.role, projectIds: ids, keyId: viewer.keyId, expiresAt };
    return { token: await services.accessTokens.issue(claims), expiresAt };
  }
}
