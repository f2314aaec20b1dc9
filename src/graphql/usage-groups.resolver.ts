import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { UsageGroup as Group } from '../ledger/queries/usage-groups.ts';
import { PAGE_MAX, readFirst } from './connection.ts';
import type { Context } from './context.ts';
import { typeId } from './ids/type-id.ts';
import { UsageGroup, UsageReport } from './usage.types.ts';

/** Who spent it. */
@Resolver(() => UsageReport)
export class UsageGroupsResolver {
  @FieldResolver(() => [UsageGroup], {
    description:
      'The usage by actor, API key or kind, depending on groupBy, in descending order of credits. Groups beyond first ' +
      "are counted only in the report's totals. A range that begins or ends within an hour counts whole quarters of it.",
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
  ): Promise<Named<Group>[]> {
    const { services, read } = context;
    const most = readFirst(first ?? 50);
    const groups = await read(() =>
      services.historyAsOf(project).usageGroupsOf({ projectId: project.id, ...range, by, first: most }),
    );
    return withKeyNames(context, groups);
  }
}

@Resolver(() => UsageGroup)
export class UsageGroupResolver {
  @FieldResolver(() => ID, { nullable: true })
  apiKeyId(@Root() { apiKeyId }: Group): string | null {
    return apiKeyId && typeId('key', apiKeyId);
  }
}

type Named<G extends Group> = G & { readonly apiKeyName: string | null };

/** Adds the names of the groups' API keys, including revoked keys. */
export async function withKeyNames<G extends Group>(
  { services, read }: Context,
  groups: readonly G[],
): Promise<Named<G>[]> {
  const ids = groups.flatMap(({ apiKeyId }) => apiKeyId ?? []);
  const keys = ids.length === 0 ? [] : await read(() => services.apiKeys.findMany(ids));
  const names = new Map(keys.map(({ id, name }) => [id, name]));
  return groups.map((group) => ({ ...group, apiKeyName: (group.apiKeyId && names.get(group.apiKeyId)) ?? null }));
}
