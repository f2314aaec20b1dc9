import { Field, Int, ObjectType } from 'type-graphql';
import type { ProjectId } from '../ids.ts';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import { ActionKind } from './enums.ts';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'What the actions of one kind came to.' })
export class ActionUsage {
  @Field(() => ActionKind, { description: 'The kind.' })
  kind!: Kind;

  @Field(() => Int, { description: 'Accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Spent on them, in credits.' })
  credits!: number;
}

@ObjectType({ description: 'What the actions of one stretch of time came to, by when they were accepted.' })
export class UsageBucket {
  /** Whose usage it is; not a field of the API. */
  projectId!: ProjectId;

  @Field(() => DateTime, { description: 'Its first instant.' })
  start!: number;

  @Field(() => DateTime, { description: 'The first instant after it.' })
  end!: number;

  @Field(() => Int, { description: 'Accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Spent on them, in credits.' })
  credits!: number;

  @Field(() => [ActionUsage], { description: "All four kinds, in the price list's order." })
  byKind!: ActionUsage[];
}

@ObjectType({
  description:
    'What the actions of a range came to. An action counts when it was accepted; once its charge is refunded it is taken ' +
    'out again, and the charge counts as refunded there.',
})
export class UsageReport {
  @Field(() => Int, { description: 'Accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Spent on them, in credits.' })
  credits!: number;

  @Field(() => Int, { description: 'Charged for actions of this range and given back since, in credits.' })
  refundedCredits!: number;

  @Field(() => [ActionUsage], { description: "All four kinds, in the price list's order." })
  byKind!: ActionUsage[];

  @Field(() => [UsageBucket], { description: 'Every bucket of the range in order, empty ones too.' })
  buckets!: UsageBucket[];
}
