import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { START_AHEAD_YEARS } from '../allowances/allowance-setter.ts';
import type { AllowanceInterval as Interval } from '../ledger/kernel/allowance.ts';
import type { ReplicationTarget } from '../ledger/replica-reads.ts';
import { AllowanceInterval } from './enums.ts';
import { DateTime } from './scalars.ts';

const CREDITS = 'The number of credits granted at each date, 1 to 1,000,000,000.';
const ROLLOVER =
  'Whether unspent credits are kept when the next credits are granted. false: they expire at that instant, by an EXPIRY.';
const ROLLOVER_CAP =
  'With rollover: how many credits of earlier dates may remain, 0 to 1,000,000,000. If more remain, the next grant ' +
  'is smaller by the excess. null: no limit.';
const TIME_ZONE = 'The IANA time zone whose days, weeks and months are counted, such as Europe/Berlin.';

@ObjectType({
  description: 'Credits that are granted automatically in regular intervals, by grants of the source ALLOWANCE.',
})
export class Allowance {
  @Field(() => Int, { description: CREDITS })
  credits!: number;

  @Field(() => AllowanceInterval, { description: 'How often they are granted.' })
  every!: Interval;

  @Field({ description: ROLLOVER })
  rollover!: boolean;

  @Field(() => Int, { nullable: true, description: ROLLOVER_CAP })
  rolloverCap!: number | null;

  @Field({ description: TIME_ZONE })
  timeZone!: string;

  @Field(() => DateTime, { description: 'The first date, from which the others are counted.' })
  startAt!: number;

  @Field(() => DateTime, { description: 'When credits are granted next.' })
  nextAt!: number;

  /** The project of the allowance; not a field of the API. */
  project!: ReplicationTarget;
}

@InputType({ description: 'The terms of an allowance.' })
export class AllowanceInput {
  @Field(() => Int, { description: CREDITS })
  credits!: number;

  @Field(() => AllowanceInterval, { description: 'How often they are granted.' })
  every!: Interval;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ROLLOVER })
  rollover?: boolean | null;

  @Field(() => Int, { nullable: true, description: ROLLOVER_CAP })
  rolloverCap?: number | null;

  @Field(() => String, { nullable: true, defaultValue: 'UTC', description: TIME_ZONE })
  timeZone?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The first date, not in the past and within ' +
      `${START_AHEAD_YEARS} years. null: now for a new allowance, or the start of the existing allowance, which keeps its dates.`,
  })
  startAt?: number | null;
}

@InputType({ description: 'A project and its allowance.' })
export class SetAllowanceInput {
  @Field(() => ID, { description: 'The id of the project: prj_….' })
  projectId!: string;

  @Field(() => AllowanceInput, {
    nullable: true,
    description: 'The allowance; null ends it. Must not be omitted.',
  })
  allowance?: AllowanceInput | null;
}
