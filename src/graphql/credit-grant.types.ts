import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { GrantSource as Source } from '../ledger/kernel/grant.ts';
import { GrantSource } from './enums.ts';
import { NodeType } from './node.types.ts';
import { ProjectType } from './project.types.ts';
import type { Relation } from './relation.ts';
import { DateTime } from './scalars.ts';

@ObjectType('CreditGrant', {
  implements: NodeType,
  description:
    'Credits that came in together. Grants are drawn in this order: the lower priority number first, then the soonest ' +
    'expiry with none last, then the oldest.',
})
export class CreditGrantType {
  @Field(() => ID, { description: 'grt_…' })
  id!: string;

  @Field(() => ProjectType, { description: 'The project that holds them.' })
  project!: Relation<ProjectType>;

  @Field(() => GrantSource, { description: 'Where they come from.' })
  source!: Source;

  @Field(() => Int, { description: 'How many came in.' })
  credits!: number;

  @Field(() => Int, { description: 'How many of them are left.' })
  remaining!: number;

  @Field(() => Int, { description: '0 to 100; the lower number is drawn first.' })
  priority!: number;

  @Field(() => DateTime, { nullable: true, description: 'From this instant on, what is left has lapsed; null: never.' })
  expiresAt!: number | null;

  @Field(() => String, { nullable: true, description: 'What was noted when they came in.' })
  note!: string | null;

  @Field(() => DateTime, { description: 'When they came in.' })
  createdAt!: number;
}

@ObjectType({ description: 'What was taken from one grant, or given back to it.' })
export class GrantDraw {
  @Field(() => CreditGrantType, { description: 'The grant.' })
  grant!: CreditGrantType;

  @Field(() => Int, { description: 'How many credits; positive, whichever way they went.' })
  credits!: number;
}
