import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { invalid } from '../input/invalid-input.ts';
import type { CreditPack } from '../purchases/credit-pack.ts';
import { type Money as Amount, moneyText } from '../purchases/money.ts';
import { authorOf, type Context, viewerOf } from './context.ts';
import { CreditPackType, Money, PublishCreditPacksInput } from './credit-pack.types.ts';
import { typeId } from './ids/type-id.ts';
import { EVERY_PROJECT, Needs, OWN_SCOPE } from './rules.ts';

@Resolver(() => CreditPackType)
export class CreditPackResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => Boolean, {
    description: 'Whether credits can be bought. false: the operator has not set up Stripe.',
  })
  paymentsConfigured(@Ctx() { services }: Context): boolean {
    return services.purchases.payments !== null;
  }

  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => [CreditPackType], {
    description:
      'The packs that are for sale in the workspace, in display order. Empty if payments are not configured.',
  })
  async creditPacks(@Ctx() context: Context): Promise<CreditPack[]> {
    const { packs, payments } = context.services.purchases;
    return payments ? context.read(() => packs.forSale(viewerOf(context).workspaceId)) : [];
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => [CreditPackType], {
    description:
      'Replaces the packs for sale, as a new version. Purchases that were begun keep their pack. Publishing identical packs ' +
      'changes nothing.',
  })
  async publishCreditPacks(
    @Arg('input', () => PublishCreditPacksInput, { description: 'All packs for sale from now on.' })
    { packs }: PublishCreditPacksInput,
    @Ctx() context: Context,
  ): Promise<CreditPack[]> {
    const { purchases } = context.services;
    if (!purchases.payments) throw invalid('packs', 'cannot be sold: payments are not configured (STRIPE_SECRET_KEY)');
    return purchases.packs.publish(packs, authorOf(context));
  }

  @FieldResolver(() => ID)
  id(@Root() pack: CreditPack): string {
    return typeId('pck', pack.id);
  }

  @FieldResolver(() => Money, { description: 'The price.' })
  amount(@Root() pack: CreditPack): Money {
    return moneyOf(pack);
  }
}

export function moneyOf({ minor, currency }: Amount): Money {
  return { minor, currency, text: moneyText({ minor, currency }) };
}
