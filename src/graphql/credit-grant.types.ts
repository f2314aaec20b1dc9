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

  @Field(() => ProjectType, { description: 'The project that received the credits.' })
  project!: Relation<ProjectType>;

  @Field(() => GrantSource, { description: 'The origin of the credits.' })
  source!: Source;

  @Field(() => Int, { description: 'The number of credits granted.' })
  credits!: number;

  @Field(() => Int, { description: 'The number of credits left.' })
  remaining!: number;

  @Field(() => Int, { description: '0 to 100. Grants with a lower number are spent first.' })
  priority!: number;

  @Field(() => DateTime, { nullable: true, description: 'When the unspent credits expire; null: never.' })
  expiresAt!: number | null;

  @Field(() => String, { nullable: true, description: 'The note that was given with the grant.' })
  note!: string | null;

  @Field(() => DateTime, { description: 'When the credits were granted.' })
  createdAt!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the grant was revoked; from then on it has no credits left. null: it was not revoked.',
  })
  revokedAt!: number | null;
}

@ObjectType({ description: 'Credits drawn from one grant, or returned to it.' })
export class GrantDraw {
  @Field(() => CreditGrantType, { description: 'The grant.' })
  grant!: CreditGrantType;

  @Field(() => Int, { description: 'The number of credits. Always positive.' })
  credits!: number;
}

@ObjectType({ description: 'Credits of a project that expire at one instant.' })
export class CreditExpiry {
  @Field(() => DateTime, { description: 'When they expire.' })
  at!: number;

  @Field(() => Int, { description: 'How many of these credits are left now.' })
  credits!: number;
}
