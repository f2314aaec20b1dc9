import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { ApiKeyId } from '../ids.ts';
import { invalid } from '../input/invalid-input.ts';
import type { UsageGroup as Group } from '../ledger/queries/usage-groups.ts';
import { PAGE_MAX } from './connection.ts';
import type { Context } from './context.ts';
import { typeId } from './ids/type-id.ts';
import { UsageGroup, UsageReport } from './usage.types.ts';

type NamedGroup = Group & { readonly apiKeyName: string | null };

/** Who spent it. */
@Resolver(() => UsageReport)
export class UsageGroupsResolver {
  @FieldResolver(() => [UsageGroup], {
    description:
      'The same usage by actor, API key or kind, as groupBy says: those that spent most first. What is missing from the ' +
      "report's totals is that of further groups. Ranges that end inside an hour count whole quarters of it.",
  })
  async groups(
    @Root() { project, range, groupBy: by }: UsageReport,
    @Ctx() context: Context,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 50,
      description: `The maximum number to return, 1 to ${PAGE_MAX}.`,
    })
    first: number | null,
  ): Promise<NamedGroup[]> {
    const { services, read } = context;
    const most = first ?? 50;
    if (most < 1 || most > PAGE_MAX) throw invalid('first', `must be 1 to ${PAGE_MAX}`);
    const groups = await read(() =>
      services.historyAsOf(project).usageGroupsOf({ projectId: project.id, ...range, by, first: most }),
    );
    const names = await keyNamesOf(
      context,
      groups.flatMap(({ apiKeyId }) => apiKeyId ?? []),
    );
    return groups.map((group) => ({ ...group, apiKeyName: (group.apiKeyId && names.get(group.apiKeyId)) ?? null }));
  }
}

@Resolver(() => UsageGroup)
export class UsageGroupResolver {
  @FieldResolver(() => ID, { nullable: true })
  apiKeyId(@Root() { apiKeyId }: Group): string | null {
    return apiKeyId && typeId('key', apiKeyId);
  }
}

/** The names of keys, also of revoked ones. */
export async function keyNamesOf(
  { services, read }: Context,
  ids: readonly ApiKeyId[],
): Promise<ReadonlyMap<ApiKeyId, string>> {
  if (ids.length === 0) return new Map();
  const keys = await read(() => services.apiKeys.findMany(ids));
  return new Map(keys.map(({ id, name }) => [id, name]));
}
