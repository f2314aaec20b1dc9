import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PACK_CREDITS_MAX, PACK_LIFE_DAYS_MAX, PACK_MINOR_MAX, PACKS_MAX } from '../purchases/credit-packs.ts';
import { grouped } from './grouped.ts';
import { NodeType } from './node.types.ts';

const LIFE = 'How many days after the payment the credits expire; null: never.';

@ObjectType({ description: 'An amount of money.' })
export class Money {
  @Field(() => Int, {
    description: 'The amount in the smallest unit of the currency: 2500 is 25 dollars, or 2,500 yen.',
  })
  minor!: number;

  @Field({ description: 'The ISO 4217 code of the currency in lower case, such as "usd".' })
  currency!: string;

  @Field({ description: 'The amount as text for people, such as "$25.00".' })
  text!: string;
}

@ObjectType('CreditPack', {
  implements: NodeType,
  description:
    'A number of credits that is sold at one price. A pack never changes: publishCreditPacks replaces all packs by ' +
    'new ones.',
})
export class CreditPackType {
  @Field(() => ID, { description: 'pck_…' })
  id!: string;

  @Field({ description: 'The name of the pack.' })
  title!: string;

  @Field(() => Int, { description: 'The number of credits that are granted once the pack is paid.' })
  credits!: number;

  @Field(() => Int, { nullable: true, description: LIFE })
  expiresAfterDays!: number | null;
}

@InputType({ description: 'A pack to offer for sale.' })
export class CreditPackInput {
  @Field({ description: 'The name of the pack, 1 to 100 characters.' })
  title!: string;

  @Field(() => Int, { description: `The number of credits, 1 to ${grouped(PACK_CREDITS_MAX)}.` })
  credits!: number;

  @Field(() => Int, {
    description: `The price in the smallest unit of the currency, 1 to ${grouped(PACK_MINOR_MAX)}.`,
  })
  minor!: number;

  @Field({ description: 'The ISO 4217 code of the currency in lower case, such as "usd".' })
  currency!: string;

  @Field(() => Int, { nullable: true, description: `${LIFE} 1 to ${grouped(PACK_LIFE_DAYS_MAX)}.` })
  expiresAfterDays?: number | null;
}

@InputType({ description: 'The packs to offer for sale from now on.' })
export class PublishCreditPacksInput {
  @Field(() => [CreditPackInput], {
    description: `All packs, in the order in which buyers see them: at most ${PACKS_MAX}. Empty: nothing is for sale.`,
  })
  packs!: CreditPackInput[];
}
