import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { CapPeriod } from '../instant.ts';
import { ActionStatus, CreditCapPeriod } from './enums.ts';
import { DateTime } from './scalars.ts';
import type { ActionStatus as Status } from '../actions/action.ts';

const MESSAGE = 'What was refused and why, for people. Programs look at __typename and the other fields.';

@InterfaceType('UserError', {
  description:
    'A refusal of a well-formed request by a rule of the domain. It is returned, never thrown, and nothing was written. ' +
    'New kinds may be added to a result: keep a "... on UserError" for them.',
})
export abstract class UserError {
  @Field({ description: MESSAGE })
  message!: string;
}

@ObjectType({ implements: UserError, description: 'The balance does not cover the price. Nothing was charged.' })
export class InsufficientCreditsError extends UserError {
  declare readonly __typename: 'InsufficientCreditsError';

  @Field(() => Int, { description: 'What the action costs, in credits.' })
  required!: number;

  @Field(() => Int, { description: 'What the project has, in credits.' })
  available!: number;

  @Field(() => Int, { description: 'required minus available: so many credits are missing.' })
  shortfall!: number;
}

@ObjectType({
  implements: UserError,
  description: 'The idempotency key was used before in this project, for another request. Nothing was written now.',
})
export class IdempotencyConflictError extends UserError {
  declare readonly __typename: 'IdempotencyConflictError';

  @Field({ description: 'The key that was used before. Take a new one for a new request.' })
  idempotencyKey!: string;
}

@ObjectType({
  implements: UserError,
  description: 'The charge would bring what is spent through the key above its cap. Nothing was charged.',
})
export class CreditCapReachedError extends UserError {
  declare readonly __typename: 'CreditCapReachedError';

  @Field(() => Int, { description: 'The cap, in credits.' })
  credits!: number;

  @Field(() => CreditCapPeriod, { description: 'The period that it is for.' })
  per!: CapPeriod;

  @Field(() => Int, { description: 'Charged in the present period, in credits.' })
  spent!: number;

  @Field(() => DateTime, { description: 'When the next period begins.' })
  resetsAt!: number;
}

@ObjectType({ implements: UserError, description: 'The project is archived: it takes no actions and no credits.' })
export class ProjectArchivedError extends UserError {
  declare readonly __typename: 'ProjectArchivedError';

  @Field(() => DateTime, { description: 'Since when.' })
  archivedAt!: number;
}

@ObjectType({
  implements: UserError,
  description:
    'The action or image to start from has no picture (yet): still queued or running, failed, or never uploaded. ' +
    'Nothing was charged.',
})
export class ImageNotReadyError extends UserError {
  declare readonly __typename: 'ImageNotReadyError';
}

@ObjectType({ implements: UserError, description: 'The action has begun or ended already. Nothing was written.' })
export class ActionNotCancelableError extends UserError {
  declare readonly __typename: 'ActionNotCancelableError';

  @Field(() => ActionStatus, { description: 'What the action is now. Only a QUEUED one can be canceled.' })
  status!: Status;
}

@ObjectType({
  implements: UserError,
  description: 'The grant would bring the balance above what a project can hold. Nothing was granted.',
})
export class BalanceLimitError extends UserError {
  declare readonly __typename: 'BalanceLimitError';

  @Field(() => Int, { description: 'What the project has, in credits.' })
  available!: number;

  @Field(() => Int, { description: 'The highest balance that a grant may bring a project to, in credits.' })
  limit!: number;
}
