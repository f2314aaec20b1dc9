import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PACK_CREDITS_MAX, PACK_LIFE_DAYS_MAX, PACK_MINOR_MAX, PACKS_MAX } from '../purchases/credit-packs.ts';
import { NodeType } from './node.types.ts';

const grouped = (count: number) => count.toLocaleString('en-US');
const LIFE = 'How many days the credits live after the payment; null: they do not expire.';

@ObjectType({ description: 'An amount of money.' })
export class Money {
  @Field(() => Int, { description: "In the currency's smallest unit: 2500 is 25 dollars, and 2500 yen." })
  minor!: number;

  @Field({ description: 'ISO 4217, in lower case: "usd".' })
  currency!: string;

  @Field({ description: 'As a buyer reads it: "$25.00".' })
  text!: string;
}

@ObjectType('CreditPack', {
  implements: NodeType,
  description: 'Credits that are bought together. A pack never changes: packs are published in versions.',
})
export class CreditPackType {
  @Field(() => ID, { description: 'pck_…' })
  id!: string;

  @Field({ description: 'What it is called.' })
  title!: string;

  @Field(() => Int, { description: 'The credits that are granted once it is paid.' })
  credits!: number;

  @Field(() => Int, { nullable: true, description: LIFE })
  expiresAfterDays!: number | null;
}

@InputType({ description: 'A pack to put for sale.' })
export class CreditPackInput {
  @Field({ description: 'What it is called. 1 to 100 characters.' })
  title!: string;

  @Field(() => Int, { description: `The credits in it. 1 to ${grouped(PACK_CREDITS_MAX)}.` })
  credits!: number;

  @Field(() => Int, {
    description: `What it costs, in the smallest unit of the currency. 1 to ${grouped(PACK_MINOR_MAX)}.`,
  })
  minor!: number;

  @Field({ description: 'ISO 4217, in lower case: "usd".' })
  currency!: string;

  @Field(() => Int, { nullable: true, description: `${LIFE} 1 to ${grouped(PACK_LIFE_DAYS_MAX)}.` })
  expiresAfterDays?: number | null;
}

@InputType({ description: 'The packs that are for sale from now on.' })
export class PublishCreditPacksInput {
  @Field(() => [CreditPackInput], {
    description: `All of them, in the order in which buyers see them: ${PACKS_MAX} at the most. None: nothing is for sale.`,
  })
  packs!: CreditPackInput[];
}
