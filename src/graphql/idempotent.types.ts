import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Project } from '../ledger/project.ts';
import { ProjectType } from './project.types.ts';

/** type-graphql emits no type for an abstract class: its fields become fields of the types that extend it. */

export const KEY_DESCRIPTION =
  '1 to 255 characters chosen by the client, unique in the project. Repeating a call with the same key and the ' +
  'same input returns the first result and changes nothing. Keys never expire.';

/** The input of an idempotent mutation. */
@InputType()
export abstract class IdempotentInput {
  @Field({ description: KEY_DESCRIPTION })
  idempotencyKey!: string;
}

/** The input of an action without the project, which a batch names once for all its actions. */
@InputType()
export abstract class ActionInput extends IdempotentInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'The highest price that you agree to, in credits, such as the credits of a quote: 0 to 1,000,000,000. If the price in force ' +
      'is higher, the result is a PriceChangedError and nothing is charged. Without it, the price in force is charged.',
  })
  maxCredits?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The random seed of the picture, 0 to 2,147,483,647. Default: a new one for each action, so that the same words ' +
      'make another picture each time. Pass the seed of an earlier action to make its picture again.',
  })
  seed?: number | null;
}

/** The result of an idempotent mutation. */
@ObjectType()
export abstract class ReplayableResult {
  @Field({ description: 'True if this is the stored result of an earlier call with the same idempotencyKey.' })
  replayed!: boolean;
}

/** The result of an idempotent mutation that wrote a transaction of one project. */
@ObjectType()
export abstract class ProjectPostingResult extends ReplayableResult {
  @Field(() => ProjectType, { description: 'The project in its current state.' })
  project!: Project;
}
