import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import type { ReplicationTarget } from '../ledger/replica-reads.ts';
import type { UsageGroupBy } from '../ledger/queries/counted-usage.ts';
import { ActionKind } from './enums.ts';
import { DateTime } from './scalars.ts';

@ObjectType()
export abstract class Usage {
  @Field(() => Int, { description: 'Number of actions accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Credits spent on these actions.' })
  credits!: number;
}

@ObjectType()
export abstract class RefundableUsage extends Usage {
  @Field(() => Int, {
    description: 'Credits that were charged for actions of this range and have been refunded since.',
  })
  refundedCredits!: number;
}

@ObjectType({ description: 'Usage by actions of one kind.' })
export class ActionUsage extends Usage {
  @Field(() => ActionKind, { description: 'The kind of the actions.' })
  kind!: Kind;
}

@ObjectType({ description: 'Usage by the actions accepted in one interval of time.' })
export class UsageBucket extends Usage {
  /** Whose usage it is; not a field of the API. */
  project!: ReplicationTarget;

  @Field(() => DateTime, { description: 'The start of the interval, inclusive.' })
  start!: number;

  @Field(() => DateTime, { description: 'The end of the interval, exclusive.' })
  end!: number;

  @Field(() => [ActionUsage], { description: "Usage by kind: all four kinds, in the price list's order." })
  byKind!: ActionUsage[];
}

@ObjectType({
  description: 'Usage by the actions of one actor, API key or kind, depending on groupBy.',
})
export class UsageGroup extends RefundableUsage {
  @Field(() => String, {
    nullable: true,
    description: 'With ACTOR: who performed the actions, as in transactions. Otherwise null.',
  })
  actor!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'With KEY: the API key, key_…; null for actions charged without one, such as by a token of an OpenID provider. ' +
      'Otherwise null.',
  })
  apiKeyId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of that key, also after it has been revoked.' })
  apiKeyName!: string | null;

  @Field(() => ActionKind, { nullable: true, description: 'With KIND: the kind of the actions. Otherwise null.' })
  kind!: Kind | null;
}

@ObjectType({
  description:
    'Usage by the actions accepted in a range of time. When a charge is refunded, its action is no longer counted, and the ' +
    'charge is added to refundedCredits.',
})
export class UsageReport extends RefundableUsage {
  /** Whose usage it is, when, and what its groups are; not fields of the API. */
  project!: ReplicationTarget;
  range!: { readonly from: number; readonly to: number };
  groupBy!: UsageGroupBy;

  @Field(() => [ActionUsage], { description: "Usage by kind: all four kinds, in the price list's order." })
  byKind!: ActionUsage[];

  @Field(() => [UsageBucket], { description: 'Every bucket of the range in order, including empty ones.' })
  buckets!: UsageBucket[];
}
