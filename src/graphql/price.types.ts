import { createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import { ActionKind } from './enums.ts';
import { DateTime } from './scalars.ts';
import { PriceListInForceError } from './user-error.types.ts';

@ObjectType({ description: 'The price of one kind of action.' })
export class ActionPrice {
  @Field(() => ActionKind, { description: 'The kind of the action.' })
  kind!: Kind;

  @Field({ description: 'The display name of the action, such as "Prompt (Edit)".' })
  title!: string;

  @Field(() => Int, { description: 'The price in credits.' })
  credits!: number;

  @Field({ description: 'What the action does, in one sentence.' })
  description!: string;
}

@ObjectType({
  description:
    'The prices of all actions of the workspace from one instant on. A published list never changes; a later one replaces it.',
})
export class PriceList {
  @Field(() => Int, {
    description:
      'The number of the list in the order of publication: 1, 2, 3, …. Every action names the one that it was charged under.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'When the list takes effect.' })
  effectiveAt!: number;

  @Field(() => DateTime, {
    description: 'When the list was published. A list with the same effectiveAt took effect when it was published.',
  })
  publishedAt!: number;

  @Field({
    description: 'Who published it: the name of the API key, the subject of the token, or "system" for the first list.',
  })
  publishedBy!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the list was withdrawn, before it took effect; null: it was not withdrawn.',
  })
  withdrawnAt!: number | null;

  @Field(() => [ActionPrice], { description: 'The prices of all four actions, in the published order.' })
  prices!: ActionPrice[];
}

@ObjectType({ description: 'The current cost of some actions, and whether the balance covers all of them.' })
export class Quote {
  @Field(() => Int, { description: 'The total cost, in credits.' })
  credits!: number;

  @Field(() => Int, { description: 'The balance of the project, in credits.' })
  balance!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The balance after all of them; null if the balance does not cover them.',
  })
  balanceAfter!: number | null;

  @Field({ description: 'Whether the balance covers all of them.' })
  affordable!: boolean;

  @Field(() => Int, { description: 'The credits that are missing; 0 if the balance covers the cost.' })
  shortfall!: number;

  @Field(() => Int, { description: 'The version of the price list that was used.' })
  priceVersion!: number;
}

@InputType({ description: 'The price of one kind of action.' })
export class ActionPriceInput {
  @Field(() => ActionKind, { description: 'The kind of the action.' })
  kind!: Kind;

  @Field(() => Int, {
    description:
      'The price in credits, 0 to 1,000,000. An action that costs nothing is charged by a transaction of 0 credits.',
  })
  credits!: number;
}

@InputType({ description: 'A price list to publish for the workspace.' })
export class PublishPriceListInput {
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the list takes effect; must not be in the past. Default: now.',
  })
  effectiveAt?: number | null;

  @Field(() => [ActionPriceInput], { description: 'The prices of all four kinds of actions, each once.' })
  prices!: ActionPriceInput[];
}

@ObjectType({ description: 'The price list was withdrawn: it never takes effect.' })
export class WithdrawnPriceList {
  declare readonly __typename: 'WithdrawnPriceList';

  @Field(() => PriceList, { description: 'The withdrawn price list.' })
  priceList!: PriceList;
}

export const WithdrawPriceListResult = createUnionType({
  name: 'WithdrawPriceListResult',
  description: 'The result of withdrawing a price list.',
  types: () => [WithdrawnPriceList, PriceListInForceError] as const,
});
export type WithdrawPriceListResult = typeof WithdrawPriceListResult;
