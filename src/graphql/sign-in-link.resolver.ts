import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { ApiKey } from '../access/api-key.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import { ApiKeyType, SignInLink } from './api-key.types.ts';
import { type Context, viewerOf } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import { EVERY_PROJECT, Needs } from './rules.ts';
import { DateTime } from './scalars.ts';

@Resolver(() => ApiKeyType)
export class SignInLinkResolver {
  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => SignInLink, {
    description:
      'Creates a link with which the holder of an API key signs in on the page once. Using the link gives the key a new secret, ' +
      'which only that browser receives, and ends the previous secret. A key has at most one link: a new link replaces it.',
  })
  async createSignInLink(
    @Arg('apiKeyId', () => ID, { description: 'key_…, neither revoked nor expired' }) apiKeyId: string,
    @Ctx() context: Context,
  ): Promise<SignInLink> {
    const { workspaceId, name } = viewerOf(context);
    const link = await context.services.signInLinks.create(workspaceId, readTypeId('key', apiKeyId, 'apiKeyId'), name);
    if (!link) throw new NotFoundError('apiKeyId', 'API key in use');
    return link;
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => ApiKeyType, {
    description: 'Revokes the unused sign-in link of an API key. Has no effect if there is none.',
  })
  async revokeSignInLink(
    @Arg('apiKeyId', () => ID, { description: 'key_…' }) apiKeyId: string,
    @Ctx() context: Context,
  ): Promise<ApiKey> {
    const { signInLinks, apiKeys } = context.services;
    const { workspaceId, name } = viewerOf(context);
    const id = readTypeId('key', apiKeyId, 'apiKeyId');
    const isKnown = await signInLinks.revoke(workspaceId, id, name);
    const [apiKey] = isKnown ? await apiKeys.findMany([id]) : [];
    if (!apiKey) throw new NotFoundError('apiKeyId', 'API key');
    return apiKey;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  async signInLinkExpiresAt(@Root() { id }: ApiKey, @Ctx() { loaders }: Context): Promise<number | null> {
    return (await loaders.signInLink.load(id))?.expiresAt ?? null;
  }
}
