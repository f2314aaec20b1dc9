import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ApiKey } from '../access/api-key.ts';
import type { ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { invalid, NotFoundError } from '../input/invalid-input.ts';
import { capAt, endOfPeriod } from '../ledger/kernel/cap.ts';
import { ApiKeyType, CreateApiKeyInput, CreatedApiKey, CreditCap } from './api-key.types.ts';
import { type Context, viewerOf, visibleProject } from './context.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { EVERY_PROJECT, Needs } from './rules.ts';

const PROJECTS_MAX = 1_000;

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @Needs('ADMIN', EVERY_PROJECT)
  @Query(() => [ApiKeyType], { description: 'The API keys of the workspace, newest first.' })
  apiKeys(
    @Ctx() context: Context,
    @Arg('includeRevoked', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Includes revoked keys.',
    })
    includeRevoked: boolean | null,
  ): Promise<ApiKey[]> {
    const { workspaceId } = viewerOf(context);
    return context.read(() => context.services.apiKeys.list(workspaceId, includeRevoked ?? false));
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => CreatedApiKey, { description: 'Creates an API key. Only this response contains its secret.' })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The name, permissions and limits of the key.' })
    input: CreateApiKeyInput,
    @Ctx() context: Context,
  ): Promise<{ apiKey: ApiKey; secret: string }> {
    const { services } = context;
    const { workspaceId, name: actor } = viewerOf(context);
    const { name, role, projectIds: texts, creditCap: cap, expiresAt } = input;
    const projectIds = texts ? await readProjectIds(context, texts, PROJECTS_MAX) : null;
    const creditCap = cap ? { credits: cap.credits, per: cap.per } : null;
    const request = { workspaceId, name, role, projectIds, creditCap, expiresAt: expiresAt ?? null };
    return services.apiKeys.create(request, actor);
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => ApiKeyType, {
    description:
      'Revokes an API key and the tokens that it created, within one second. Sockets opened with them are closed with code ' +
      '4403. The last ADMIN key that has access to every project and does not expire cannot be revoked. Revoking a revoked ' +
      'key changes nothing.',
  })
  async revokeApiKey(
    @Arg('id', () => ID, { description: 'key_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<ApiKey> {
    const { workspaceId, name } = viewerOf(context);
    const revocation = await context.services.apiKeys.revoke(workspaceId, readTypeId('key', id, 'id'), name);
    switch (revocation.status) {
      case 'revoked':
        return revocation.apiKey;
      case 'not-found':
        throw new NotFoundError('id', 'API key');
      case 'last-admin-key':
        throw invalid(
          'id',
          'is the last ADMIN key for every project that does not expire: make another such key first',
        );
    }
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => ApiKeyType, {
    description:
      'Sets the e-mail address of the person who holds an API key. The first address turns on all alerts; the holder ' +
      'changes them with setMailAlerts.',
  })
  async setApiKeyEmail(
    @Arg('id', () => ID, { description: 'key_…' }) id: string,
    @Arg('email', () => String, {
      nullable: true,
      description: 'The address of one mailbox, at most 254 characters; null: the holder gets no more e-mail.',
    })
    email: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ApiKey> {
    const { services } = context;
    const { workspaceId, name: actor } = viewerOf(context);
    const keyId = readTypeId('key', id, 'id');
    if (!(await services.mailRecipients.setAddressOfKey(keyId, email ?? null, { workspaceId, actor }))) {
      throw new NotFoundError('id', 'API key');
    }
    const [apiKey] = await services.apiKeys.findMany([keyId]);
    if (!apiKey) throw new NotFoundError('id', 'API key');
    return apiKey;
  }

  @FieldResolver(() => ID)
  id(@Root() key: ApiKey): string {
    return typeId('key', key.id);
  }

  @FieldResolver(() => [ID], { nullable: true })
  projectIds(@Root() { projectIds }: ApiKey): string[] | null {
    return projectIds && projectIds.map((id) => typeId('prj', id));
  }

  @FieldResolver(() => CreditCap, { nullable: true })
  creditCap(@Root() { id, creditCap }: ApiKey, @Ctx() { services }: Context): CreditCap | null {
    return creditCapAt({ id, creditCap }, services.clock());
  }
}

/** The cap of a key in the period that contains an instant; null: the key has none. */
export function creditCapAt({ id, creditCap }: Pick<ApiKey, 'id' | 'creditCap'>, now: Instant): CreditCap | null {
  if (!creditCap) return null;
  const cap = capAt({ ...creditCap, keyId: id }, now);
  return { ...cap, resetsAt: endOfPeriod(cap) };
}

/** The ids of one or more projects that the viewer has; throws NotFoundError at the first that it has not. */
export async function readProjectIds(context: Context, texts: readonly string[], max: number): Promise<ProjectId[]> {
  if (texts.length === 0 || texts.length > max)
    throw invalid('projectIds', `must be 1 to ${max.toLocaleString('en')} projects`);
  const ids = [...new Set(texts.map((each, place) => readTypeId('prj', each, `projectIds.${place}`)))];
  for (const id of ids) {
    if (!(await visibleProject(context, id))) throw new NotFoundError('projectIds', `project as ${typeId('prj', id)}`);
  }
  return ids;
}
