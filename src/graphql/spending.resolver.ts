import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { UsageGroupBy as By } from '../ledger/queries/counted-usage.ts';
import type { Spending, SpendingGroup as Group } from '../ledger/queries/spending.ts';
import { PAGE_MAX, readFirst } from './connection.ts';
import { type Context, viewerOf } from './context.ts';
import { readDayRange } from './day-range.ts';
import { UsageGroupBy } from './enums.ts';
import { typeId } from './ids/type-id.ts';
import { EVERY_PROJECT, Needs } from './rules.ts';
import { DateTime } from './scalars.ts';
import { SpendingGroup, SpendingReport } from './spending.types.ts';
import { withKeyNames } from './usage-groups.resolver.ts';

const DAYS_MAX = 366; // a year

/** The usage of a whole workspace. */
@Resolver(() => SpendingReport)
export class SpendingResolver {
  @Needs('ADMIN', EVERY_PROJECT)
  @Query(() => SpendingReport, {
    description:
      'Usage of all projects of the workspace by actor, API key or kind of action, and by day in UTC. A range has at most ' +
      `${DAYS_MAX} days. Project.usage has the usage of one project in other intervals and time zones.`,
  })
  async spending(
    @Arg('from', () => DateTime, { description: 'The start of the range, inclusive. Rounded down to midnight UTC.' })
    from: number,
    @Arg('to', () => DateTime, { description: 'The end of the range, exclusive. Rounded up to midnight UTC.' })
    to: number,
    @Arg('groupBy', () => UsageGroupBy, {
      nullable: true,
      defaultValue: 'ACTOR',
      description: 'The dimension by which usage is grouped.',
    })
    groupBy: By | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 50,
      description: `The maximum number of groups to return, 1 to ${PAGE_MAX}.`,
    })
    first: number | null,
    @Ctx() context: Context,
  ): Promise<Spending> {
    const range = readDayRange(from, to, DAYS_MAX);
    const most = readFirst(first ?? 50);
    const { workspaceId } = viewerOf(context);
    const { history } = context.services;
    return context.read(() => history.spendingOf({ workspaceId, ...range, by: groupBy ?? 'ACTOR', first: most }));
  }

  @FieldResolver(() => [SpendingGroup])
  groups(@Root() { groups }: Spending, @Ctx() context: Context) {
    return withKeyNames(context, groups);
  }
}

@Resolver(() => SpendingGroup)
export class SpendingGroupResolver {
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'With KEY: the API key, key_…; null for actions charged without one. Otherwise null.',
  })
  apiKeyId(@Root() { apiKeyId }: Group): string | null {
    return apiKeyId && typeId('key', apiKeyId);
  }
}
