import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ActionStatus as Status } from '../actions/action.ts';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import { connectionType } from './connection.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { ActionKind, ActionStatus } from './enums.ts';
import { ImageType } from './image.types.ts';
import { NodeType } from './node.types.ts';
import { ProjectType } from './project.types.ts';
import type { Relation } from './relation.ts';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'Why an action failed.' })
export class ActionFailure {
  @Field({
    description:
      'For programs. ENGINE_REJECTED: this very request will never work. ENGINE_UNAVAILABLE: the engine did not work, ' +
      'however often it was asked. TIMED_OUT: it took too long. More may be added.',
  })
  code!: string;

  @Field({ description: 'For people.' })
  message!: string;
}

@ObjectType('Action', {
  implements: NodeType,
  description:
    'One of the four actions, performed once. It is charged when it is accepted, and ends either with a picture or with ' +
    'its charge refunded.',
})
export class ActionType {
  @Field(() => ID, { description: 'act_…' })
  id!: string;

  @Field(() => ProjectType, { description: 'The project that paid for it.' })
  project!: Relation<ProjectType>;

  @Field(() => ActionKind, { description: 'Which of the four.' })
  kind!: Kind;

  @Field(() => ActionStatus, { description: 'How far it has come.' })
  status!: Status;

  @Field(() => Int, { description: 'What was charged when it was accepted, in credits.' })
  credits!: number;

  @Field(() => Int, { description: 'The version of the price list that it was charged by.' })
  priceVersion!: number;

  @Field(() => String, { nullable: true, description: 'What was asked for, in words.' })
  prompt!: string | null;

  @Field(() => String, { nullable: true, description: 'Who or what is shown.' })
  model!: string | null;

  @Field(() => String, { nullable: true, description: 'How it is styled.' })
  styling!: string | null;

  @Field(() => String, { nullable: true, description: 'What is behind it.' })
  background!: string | null;

  @Field(() => ImageType, { nullable: true, description: 'The picture that it starts from.' })
  source!: ImageType | null;

  @Field(() => ImageType, { nullable: true, description: 'White where the source is to be kept.' })
  mask!: ImageType | null;

  @Field(() => ActionType, { nullable: true, description: 'The action whose picture this one starts from.' })
  parent!: Relation<ActionType> | null;

  @Field(() => ImageType, { nullable: true, description: 'The picture that it made, once it has SUCCEEDED.' })
  image!: ImageType | null;

  @Field(() => ActionFailure, { nullable: true, description: 'Why it FAILED.' })
  failure!: ActionFailure | null;

  @Field(() => CreditTransactionType, { description: 'The line that charged it.' })
  charge!: Relation<CreditTransactionType>;

  @Field(() => CreditTransactionType, { nullable: true, description: 'The line that gave the charge back.' })
  refund!: Relation<CreditTransactionType> | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many actions begin before it as things stand: those of its own project that were queued before it, and as many ' +
      'of each other project, because projects take turns. Null once it has begun.',
  })
  queuePosition!: number | null;

  @Field(() => DateTime, { description: 'When it was accepted.' })
  createdAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When a worker last began it.' })
  startedAt!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it succeeded, failed or was canceled.' })
  finishedAt!: number | null;
}

export const ActionConnection = connectionType('Action', () => ActionType);

@InputType({ description: 'Which actions are wanted. What is left out does not narrow the list.' })
export class ActionFilter {
  @Field(() => [ActionKind], { nullable: true, description: 'Only actions of these kinds.' })
  kinds?: Kind[] | null;

  @Field(() => [ActionStatus], { nullable: true, description: 'Only actions that are one of these now.' })
  statuses?: Status[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Only actions accepted at this instant or later.' })
  from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Only actions accepted before this instant.' })
  to?: number | null;
}
