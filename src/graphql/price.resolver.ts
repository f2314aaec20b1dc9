import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { PUBLISHED_ACTIONS } from '../actions/published-actions.ts';
import { type Context, viewerOf } from './context.ts';
import { PriceList } from './price.types.ts';
import { DateTime } from './scalars.ts';
import { Needs, OWN } from './rules.ts';

@Resolver()
export class PriceResolver {
  @Needs('VIEWER', OWN)
  @Query(() => PriceList, { description: 'The prices of the actions.' })
  async priceList(
    @Ctx() context: Context,
    @Arg('at', () => DateTime, { nullable: true, description: 'The instant at which the prices apply. Default: now.' })
    at?: number | null,
  ): Promise<PriceList> {
    const { services } = context;
    const { workspaceId } = viewerOf(context);
    const { version, effectiveAt, credits } = await services.priceLists.inForce(workspaceId, at ?? services.clock());
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
