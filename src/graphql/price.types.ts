import { Field, Int, ObjectType } from 'type-graphql';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import { ActionKind } from './enums.ts';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'What one action costs.' })
export class ActionPrice {
  @Field(() => ActionKind, { description: 'The action.' })
  kind!: Kind;

  @Field({ description: 'Its name as published, such as "Prompt (Edit)".' })
  title!: string;

  @Field(() => Int, { description: 'Its price in credits.' })
  credits!: number;

  @Field({ description: 'What it does, in a sentence.' })
  description!: string;
}

@ObjectType({
  description: 'What the actions cost from a moment on. A published list never changes; a later one replaces it.',
})
export class PriceList {
  @Field(() => Int, { description: 'Counts 1, 2, 3, …' })
  version!: number;

  @Field(() => DateTime, { description: 'Since when, or from when on, it is in force.' })
  effectiveAt!: number;

  @Field(() => [ActionPrice], { description: 'All four actions, in the published order.' })
  prices!: ActionPrice[];
}

@ObjectType({ description: 'What some actions would cost now, and whether the project can afford them all.' })
export class Quote {
  @Field(() => Int, { description: 'What the actions cost together, in credits.' })
  credits!: number;

  @Field(() => Int, { description: 'What the project has now, in credits.' })
  balance!: number;

  @Field(() => Int, { nullable: true, description: 'What would be left; null where the balance does not cover it.' })
  balanceAfter!: number | null;

  @Field({ description: 'Whether the balance covers all of them.' })
  affordable!: boolean;

  @Field(() => Int, { description: 'How many credits are missing; 0 where it is affordable.' })
  shortfall!: number;

  @Field(() => Int, { description: 'The version of the price list that was used.' })
  priceVersion!: number;
}
