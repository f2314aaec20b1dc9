import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { PriceList as List } from '../actions/price-lists.ts';
import { PUBLISHED_ACTIONS } from '../actions/published-actions.ts';
import type { WorkspaceId } from '../ids.ts';
import { invalid } from '../input/invalid-input.ts';
import type { Instant } from '../instant.ts';
import { type Context, viewerOf } from './context.ts';
import { PriceList } from './price.types.ts';
import { DateTime } from './scalars.ts';
import type { Services } from './services.ts';
import { Needs, OWN } from './rules.ts';

@Resolver()
export class PriceResolver {
  @Needs('VIEWER', OWN)
  @Query(() => PriceList, { description: 'What the actions cost.' })
  async priceList(
    @Ctx() context: Context,
    @Arg('at', () => DateTime, { nullable: true, description: 'At which instant; now unless said.' })
    at?: number | null,
  ): Promise<PriceList> {
    const { services } = context;
    const { version, effectiveAt, credits } = await priceListInForce(
      services,
      viewerOf(context).workspaceId,
      at ?? services.clock(),
    );
    return {
      version,
      effectiveAt,
      prices: PUBLISHED_ACTIONS.map(({ kind, title, description }) => ({
        kind,
        title,
        description,
        credits: credits[kind],
      })),
    };
  }
}

/** The list in force at a time, or InvalidInputError where there was none yet. */
export async function priceListInForce(services: Services, workspaceId: WorkspaceId, at: Instant): Promise<List> {
  const list = await services.priceLists.inForce(workspaceId, at);
  if (!list) throw invalid('at', 'is before the first price list took effect');
  return list;
}
