import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { PUBLISHED_ACTIONS } from '../prices/published-actions.ts';
import { invalid } from '../input/invalid-input.ts';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import {
  BUCKETS_MAX,
  isTimeZone,
  TooManyBucketsError,
  type UsageInterval as Interval,
} from '../ledger/queries/usage-buckets.ts';
import type { UsageGroupBy as GroupBy } from '../ledger/queries/counted-usage.ts';
import type { UsageByKind, UsageReport as Report } from '../ledger/queries/usage.ts';
import type { Context } from './context.ts';
import { ActionKind, UsageGroupBy, UsageInterval } from './enums.ts';
import { grouped } from './grouped.ts';
import { Quote } from './price.types.ts';
import { ProjectType } from './project.types.ts';
import { DateTime } from './scalars.ts';
import { type ActionUsage, UsageReport } from './usage.types.ts';

/** What a client's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 60_000; // a minute

/** More would be no question that a person asks. */
const QUOTED_MAX = 1_000;

@ArgsType()
class UsageArgs {
  @Field(() => DateTime, { description: 'The start of the range, inclusive. Rounded down to a quarter of an hour.' })
  from!: number;

  @Field(() => DateTime, { description: 'The end of the range, exclusive. Rounded up to a quarter of an hour.' })
  to!: number;

  @Field(() => UsageInterval, {
    description: `The length of a bucket. A range may have at most ${grouped(BUCKETS_MAX)} buckets.`,
  })
  interval!: Interval;

  @Field(() => String, {
    nullable: true,
    defaultValue: 'UTC',
    description: 'The IANA time zone in which days, weeks and months begin, such as Europe/Berlin.',
  })
  timeZone!: string | null;

  @Field(() => UsageGroupBy, {
    nullable: true,
    defaultValue: 'KIND',
    description: 'The dimension by which usage is grouped.',
  })
  groupBy!: GroupBy | null;
}

/** The figures that are worked out for a project. */
@Resolver(() => ProjectType)
export class ProjectFiguresResolver {
  @FieldResolver(() => UsageReport, { description: 'Usage by the actions accepted in a range of time, in buckets.' })
  async usage(
    @Root() project: Project,
    @Ctx() { services, read }: Context,
    @Args(() => UsageArgs) { from, to, interval, timeZone, groupBy }: UsageArgs,
  ): Promise<UsageReport> {
    const zone = timeZone ?? 'UTC';
    if (to <= from) throw invalid('to', 'must be later than from');
    if (!isTimeZone(zone)) throw invalid('timeZone', 'must be a time zone of the IANA database, such as Europe/Berlin');
    try {
      const range = { from, to, interval, timeZone: zone };
      const report = await read(() => services.historyAsOf(project).usageOf(project.id, range));
      return { ...withEveryKind(project, report), project, range, groupBy: groupBy ?? 'KIND' };
    } catch (error) {
      if (!(error instanceof TooManyBucketsError)) throw error;
      throw invalid('interval', `gives more than ${BUCKETS_MAX} buckets: choose a shorter range or a longer interval`);
    }
  }

  @FieldResolver(() => Int, {
    description: 'The balance at a past instant, in credits; 0 before the first transaction.',
  })
  balanceAt(
    @Root() project: Project,
    @Ctx() { services, loaders }: Context,
    @Arg('time', () => DateTime, { description: 'The instant; must not be in the future.' }) time: number,
  ): Promise<number> {
    const now = services.clock();
    if (time > now + CLOCK_SKEW_MS) throw invalid('time', 'must not be in the future');
    return loaders.balanceAt.load({ project, at: Math.min(time, now) });
  }

  @FieldResolver(() => Quote, { description: 'The current cost of some actions. It reserves nothing.' })
  async quote(
    @Root() { balance, workspaceId }: Project,
    @Ctx() { services }: Context,
    @Arg('kinds', () => [ActionKind], {
      description: `The kinds of the actions, one item for each action: 1 to ${grouped(QUOTED_MAX)} items.`,
    })
    kinds: Kind[],
  ): Promise<Quote> {
    if (kinds.length === 0 || kinds.length > QUOTED_MAX) throw invalid('kinds', `must be 1 to ${QUOTED_MAX} actions`);
    const list = await services.priceLists.inForceNow(workspaceId);
    const credits = kinds.reduce((sum, kind) => sum + list.credits[kind], 0);
    const affordable = credits <= balance;
    return {
      credits,
      balance,
      balanceAfter: affordable ? balance - credits : null,
      affordable,
      shortfall: affordable ? 0 : credits - balance,
      priceVersion: list.version,
    };
  }
}

function withEveryKind(project: Project, { byKind, buckets, ...totals }: Report) {
  return {
    ...totals,
    byKind: everyKind(byKind),
    buckets: buckets.map((bucket) => ({ ...bucket, project, byKind: everyKind(bucket.byKind) })),
  };
}

function everyKind(byKind: UsageByKind): ActionUsage[] {
  return PUBLISHED_ACTIONS.map(({ kind }) => ({ kind, actions: 0, credits: 0, ...byKind[kind] }));
}
