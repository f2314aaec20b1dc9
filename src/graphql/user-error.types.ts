import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { CapPeriod } from '../instant.ts';
import { ActionStatus, CreditCapPeriod } from './enums.ts';
import { DateTime } from './scalars.ts';
import type { ActionStatus as Status } from '../actions/action.ts';

const MESSAGE = 'The refusal and its reason, for people. Programs should use __typename and the other fields.';

@InterfaceType('UserError', {
  description:
    'A refusal of a well-formed request by a rule of the domain. It is returned, never thrown, and nothing was written. ' +
    'New kinds may be added to a result: keep a "... on UserError" for them.',
})
export abstract class UserError {
  @Field({ description: MESSAGE })
  message!: string;
}

@ObjectType({
  implements: UserError,
  description: 'The balance does not cover the credits that are needed. Nothing was written.',
})
export class InsufficientCreditsError extends UserError {
  declare readonly __typename: 'InsufficientCreditsError';

  @Field(() => Int, { description: 'The price of the action, or the credits to transfer.' })
  required!: number;

  @Field(() => Int, { description: 'The balance of the project, in credits.' })
  available!: number;

  @Field(() => Int, { description: 'The credits that are missing: required minus available.' })
  shortfall!: number;
}

@ObjectType({
  implements: UserError,
  description: 'The idempotency key was already used in this project for a different request. Nothing was written.',
})
export class IdempotencyConflictError extends UserError {
  declare readonly __typename: 'IdempotencyConflictError';

  @Field({ description: 'The key that was already used. Use a new key for a new request.' })
  idempotencyKey!: string;
}

@ObjectType({
  implements: UserError,
  description: 'The charge would exceed the spending cap of the API key. Nothing was charged.',
})
export class CreditCapReachedError extends UserError {
  declare readonly __typename: 'CreditCapReachedError';

  @Field(() => Int, { description: 'The cap, in credits.' })
  credits!: number;

  @Field(() => CreditCapPeriod, { description: 'The period after which the cap resets.' })
  per!: CapPeriod;

  @Field(() => Int, { description: 'Credits spent in the current period.' })
  spent!: number;

  @Field(() => DateTime, { description: 'When the cap resets.' })
  resetsAt!: number;
}

@ObjectType({
  implements: UserError,
  description: 'The price of the action is above the maxCredits of the request. Nothing was charged.',
})
export class PriceChangedError extends UserError {
  declare readonly __typename: 'PriceChangedError';

  @Field(() => Int, { description: 'The price of the action now, in credits.' })
  credits!: number;

  @Field(() => Int, { description: 'The maxCredits of the request.' })
  maxCredits!: number;

  @Field(() => Int, { description: 'The version of the price list that is in force now.' })
  priceVersion!: number;
}

@ObjectType({
  implements: UserError,
  description:
    'The price list is in force or takes effect within a second. Nothing was written: publish another list instead.',
})
export class PriceListInForceError extends UserError {
  declare readonly __typename: 'PriceListInForceError';

  @Field(() => DateTime, { description: 'When the price list takes or took effect.' })
  effectiveAt!: number;
}

@ObjectType({ implements: UserError, description: 'The project is archived: it accepts no actions and no credits.' })
export class ProjectArchivedError extends UserError {
  declare readonly __typename: 'ProjectArchivedError';

  @Field(() => DateTime, { description: 'When the project was archived.' })
  archivedAt!: number;
}

@ObjectType({
  implements: UserError,
  description:
    'The action or image to start from has no picture: it is queued or running, has failed, or was not uploaded. ' +
    'Nothing was charged.',
})
export class ImageNotReadyError extends UserError {
  declare readonly __typename: 'ImageNotReadyError';
}

@ObjectType({
  implements: UserError,
  description:
    'The edit would change nothing: its prompt is unchanged, or asks for nothing that the engine can do. Nothing was ' +
    'charged.',
})
export class NoChangeError extends UserError {
  declare readonly __typename: 'NoChangeError';
}

@ObjectType({ implements: UserError, description: 'The action has already started or ended. Nothing was written.' })
export class ActionNotCancelableError extends UserError {
  declare readonly __typename: 'ActionNotCancelableError';

  @Field(() => ActionStatus, { description: 'The current status of the action. Only a QUEUED action can be canceled.' })
  status!: Status;
}

@ObjectType({
  implements: UserError,
  description: 'The credits would raise the balance above the maximum of a project. Nothing was written.',
})
export class BalanceLimitError extends UserError {
  declare readonly __typename: 'BalanceLimitError';

  @Field(() => Int, { description: 'The balance, in credits, of the project that would receive them.' })
  available!: number;

  @Field(() => Int, { description: 'The maximum balance of a project, in credits.' })
  limit!: number;
}

@ObjectType({
  implements: UserError,
  description:
    'One grant of many is not valid: a field is beyond its limits, or there is no such project. It granted nothing.',
})
export class InvalidGrantError extends UserError {
  declare readonly __typename: 'InvalidGrantError';

  @Field({ description: 'The first field that is at fault, such as projectId.' })
  field!: string;
}

/** The errors with which an action is refused, on its own or in a batch. */
export const CHARGE_ERRORS = [
  InsufficientCreditsError,
  IdempotencyConflictError,
  ProjectArchivedError,
  ImageNotReadyError,
  CreditCapReachedError,
  PriceChangedError,
] as const;
