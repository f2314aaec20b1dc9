import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';
import { UsageGroup } from './usage.types.ts';

@ObjectType({ description: 'Usage by the actions accepted on one day.' })
export class SpendingDay {
  @Field(() => DateTime, { description: 'Midnight UTC, at which the day begins.' })
  day!: number;

  @Field(() => Int, { description: 'Number of actions accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Credits spent on them.' })
  credits!: number;
}

@ObjectType({ description: 'Usage by the actions of one actor, API key or kind in all projects of the workspace.' })
export class SpendingGroup extends UsageGroup {
  @Field(() => [SpendingDay], { description: 'The days on which it had actions, in order.' })
  days!: SpendingDay[];
}

@ObjectType({
  description:
    'Usage of all projects of the workspace by the actions accepted in a range of days. When a charge is refunded, its ' +
    'action is no longer counted, and the charge is added to refundedCredits.',
})
export class SpendingReport {
  @Field(() => Int, { description: 'Number of actions accepted and not refunded.' })
  actions!: number;

  @Field(() => Int, { description: 'Credits spent on them.' })
  credits!: number;

  @Field(() => Int, { description: 'Credits charged for actions of this range and refunded since.' })
  refundedCredits!: number;

  @Field(() => [SpendingGroup], {
    description: 'Those that spent most first. What is missing from the totals is that of further groups.',
  })
  groups!: SpendingGroup[];
}
