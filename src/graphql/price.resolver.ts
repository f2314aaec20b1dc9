import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { invalid } from '../input/invalid-input.ts';
import type { PriceList as List } from '../prices/price-list.ts';
import { PUBLISHED_ACTIONS } from '../prices/published-actions.ts';
import { PAGE_MAX } from './connection.ts';
import { authorOf, type Context, viewerOf } from './context.ts';
import { PriceList, PublishPriceListInput, WithdrawPriceListResult } from './price.types.ts';
import { DateTime } from './scalars.ts';
import { EVERY_PROJECT, Needs, OWN_SCOPE } from './rules.ts';

@Resolver()
export class PriceResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => PriceList, { description: 'The prices of the actions.' })
  async priceList(
    @Ctx() context: Context,
    @Arg('at', () => DateTime, { nullable: true, description: 'The instant at which the prices apply. Default: now.' })
    at?: number | null,
  ): Promise<PriceList> {
    const { priceLists } = context.services;
    const { workspaceId } = viewerOf(context);
    return priced(
      await (typeof at === 'number' ? priceLists.inForceAt(workspaceId, at) : priceLists.inForceNow(workspaceId)),
    );
  }

  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => [PriceList], {
    description:
      'The price lists of the workspace, newest first by effectiveAt, including planned lists, without withdrawn ones.',
  })
  async priceLists(
    @Ctx() context: Context,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 50,
      description: `Maximum number of lists to return, 1 to ${PAGE_MAX}.`,
    })
    first: number,
  ): Promise<PriceList[]> {
    if (first < 1 || first > PAGE_MAX) throw invalid('first', `must be from 1 to ${PAGE_MAX}`);
    const { workspaceId } = viewerOf(context);
    const lists = await context.read(() => context.services.priceLists.newest(workspaceId, first));
    return lists.map(priced);
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => PriceList, {
    description:
      'Publishes the prices of all actions of the workspace, from now or from a future instant on. Actions that were ' +
      'accepted before keep their price. If the list in force at that instant has the same prices, nothing changes and ' +
      'that list is returned.',
  })
  async publishPriceList(
    @Arg('input', () => PublishPriceListInput, { description: 'The prices, and when they take effect.' })
    input: PublishPriceListInput,
    @Ctx() context: Context,
  ): Promise<PriceList> {
    return priced(await context.services.priceListPublisher.publish(input, authorOf(context)));
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => WithdrawPriceListResult, {
    description:
      'Withdraws a planned price list, at the latest one second before it takes effect. Repeating the call has no ' +
      'effect.',
  })
  async withdrawPriceList(
    @Arg('version', () => Int, { description: 'The version of the price list.' }) version: number,
    @Ctx() context: Context,
  ): Promise<WithdrawPriceListResult> {
    const { status, priceList } = await context.services.priceListPublisher.withdraw(version, authorOf(context));
    if (status === 'withdrawn') return { __typename: 'WithdrawnPriceList', priceList: priced(priceList) };
    const { effectiveAt } = priceList;
    const message = `Price list ${version} is in force or about to be. Nothing was written; publish another list instead.`;
    return { __typename: 'PriceListInForceError', message, effectiveAt };
  }
}

function priced({ credits, ...list }: List): PriceList {
  return {
    ...list,
    prices: PUBLISHED_ACTIONS.map(({ kind, title, description }) => ({
      kind,
      title,
      description,
      credits: credits[kind],
    })),
  };
}
