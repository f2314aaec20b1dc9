import { Field, Int, ObjectType } from 'type-graphql';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import { ActionKind } from './enums.ts';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'The price of one kind of action.' })
export class ActionPrice {
  @Field(() => ActionKind, { description: 'The action.' })
  kind!: Kind;

  @Field({ description: 'The display name of the action, such as "Prompt (Edit)".' })
  title!: string;

  @Field(() => Int, { description: 'Its price in credits.' })
  credits!: number;

  @Field({ description: 'What the action does, in one sentence.' })
  description!: string;
}

@ObjectType({
  description:
    'The prices of all actions from one instant on. A published list never changes; a later one replaces it.',
})
export class PriceList {
  @Field(() => Int, { description: 'The number of the list: 1, 2, 3, ….' })
  version!: number;

  @Field(() => DateTime, { description: 'When the list takes effect.' })
  effectiveAt!: number;

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
