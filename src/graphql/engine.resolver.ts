import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PUBLISHED_ACTIONS } from '../prices/published-actions.ts';
import { type Context, viewerOf } from './context.ts';
import { readDayRange } from './day-range.ts';
import { ActionEngineType, EngineUsageType } from './engine.types.ts';
import { EVERY_PROJECT, Needs, OWN_SCOPE } from './rules.ts';
import { DateTime } from './scalars.ts';

const DAYS_MAX = 92; // a quarter of a year

@Resolver(() => ActionEngineType)
export class EngineResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => [ActionEngineType], {
    description: "The engines that make the pictures: one for each kind of action, in the price list's order.",
  })
  engines(@Ctx() { services }: Context): ActionEngineType[] {
    return PUBLISHED_ACTIONS.map(({ kind }) => services.actionEngines[kind]);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The problem that the operator must fix before this engine makes pictures, such as a key that the provider ' +
      'rejects. Null: no known problem.',
  })
  problem(@Root() { name }: ActionEngineType, @Ctx() { loaders }: Context): Promise<string | null> {
    return loaders.engineProblem.load(name);
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Query(() => [EngineUsageType], {
    description:
      'The costs and revenue of engines, the newest day first: one entry for each day of UTC, kind of action and engine that was ' +
      `called. A range has at most ${DAYS_MAX} days.`,
  })
  async engineUsage(
    @Arg('from', () => DateTime, { description: 'The start of the range, inclusive. Rounded down to midnight UTC.' })
    from: number,
    @Arg('to', () => DateTime, { description: 'The end of the range, exclusive. Rounded up to midnight UTC.' })
    to: number,
    @Ctx() context: Context,
  ): Promise<EngineUsageType[]> {
    const range = readDayRange(from, to, DAYS_MAX);
    const { engineUsage, creditPrice } = context.services;
    const { workspaceId } = viewerOf(context);
    const days = await context.read(() => engineUsage({ workspaceId, ...range }));
    return days.map(({ costMicros, ...day }) => {
      const spend = costMicros === null ? null : costMicros / 1_000_000;
      const margin = spend === null || creditPrice === null ? null : rounded(day.credits * creditPrice - spend);
      return { ...day, spend, margin };
    });
  }
}

/** To millionths, as spend is kept. */
function rounded(money: number): number {
  return Math.round(money * 1_000_000) / 1_000_000;
}
