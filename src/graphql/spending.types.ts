import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';
import { RefundableUsage, Usage, UsageGroup } from './usage.types.ts';

@ObjectType({ description: 'Usage by the actions accepted on one day.' })
export class SpendingDay extends Usage {
  @Field(() => DateTime, { description: 'The start of the day, at midnight UTC.' })
  day!: number;
}

@ObjectType({ description: 'Usage of one actor, API key or kind of action in all projects of the workspace.' })
export class SpendingGroup extends UsageGroup {
  @Field(() => [SpendingDay], { description: 'The days with such actions, in ascending order.' })
  days!: SpendingDay[];
}

@ObjectType({
  description:
    'Usage of all projects of the workspace by the actions accepted in a range of days. When a charge is refunded, its ' +
    'action is no longer counted, and the charge is added to refundedCredits.',
})
export class SpendingReport extends RefundableUsage {
  @Field(() => [SpendingGroup], {
    description:
      'The groups, highest spending first, at most `first`. The totals of the report also count the other groups.',
  })
  groups!: SpendingGroup[];
}
