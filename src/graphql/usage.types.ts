import { Field, Int, ObjectType } from 'type-graphql';
import type { ProjectId } from '../ids.ts';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import { ActionKind } from './enums.ts';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'Usage by actions of one kind.' })
export class ActionUsage {
  @Field(() => ActionKind, { description: 'The kind of the actions.' })
  kind!: Kind;

  @Field(() => Int, { description: 'Number of actions accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Credits spent on them.' })
  credits!: number;
}

@ObjectType({ description: 'Usage by the actions accepted in one interval of time.' })
export class UsageBucket {
  /** Whose usage it is; not a field of the API. */
  projectId!: ProjectId;

  @Field(() => DateTime, { description: 'The start of the interval, inclusive.' })
  start!: number;

  @Field(() => DateTime, { description: 'The end of the interval, exclusive.' })
  end!: number;

  @Field(() => Int, { description: 'Number of actions accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Credits spent on them.' })
  credits!: number;

  @Field(() => [ActionUsage], { description: "Usage by kind: all four kinds, in the price list's order." })
  byKind!: ActionUsage[];
}

@ObjectType({
  description:
    'Usage by the actions accepted in a range of time. When a charge is refunded, its action is no longer counted, and the ' +
    'charge is added to refundedCredits.',
})
export class UsageReport {
  @Field(() => Int, { description: 'Number of actions accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Credits spent on them.' })
  credits!: number;

  @Field(() => Int, { description: 'Credits charged for actions of this range and refunded since.' })
  refundedCredits!: number;

  @Field(() => [ActionUsage], { description: "Usage by kind: all four kinds, in the price list's order." })
  byKind!: ActionUsage[];

  @Field(() => [UsageBucket], { description: 'Every bucket of the range in order, including empty ones.' })
  buckets!: UsageBucket[];
}
