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
      'A code for programs. ENGINE_REJECTED: the engine cannot fulfil this request; do not retry. ENGINE_UNAVAILABLE: ' +
      'the engine failed on every attempt. TIMED_OUT: the engine took too long. More codes may be added.',
  })
  code!: string;

  @Field({ description: 'A message for people.' })
  message!: string;
}

@ObjectType('Action', {
  implements: NodeType,
  description:
    'A Prompt, Prompt (Edit), Background or Expand that was accepted and charged. It ends either with a picture or with its ' +
    'charge refunded.',
})
export class ActionType {
  @Field(() => ID, { description: 'act_…' })
  id!: string;

  @Field(() => ProjectType, { description: 'The project that paid for it.' })
  project!: Relation<ProjectType>;

  @Field(() => ActionKind, { description: 'The kind of the action.' })
  kind!: Kind;

  @Field(() => ActionStatus, { description: 'The state of the action.' })
  status!: Status;

  @Field(() => Int, { description: 'The credits charged when the action was accepted.' })
  credits!: number;

  @Field(() => Int, { description: 'The version of the price list that set the charge.' })
  priceVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The prompt, as requested. Null if the project was erased.',
  })
  prompt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The person or thing shown in the picture, as requested. Null if the project was erased.',
  })
  model!: string | null;

  @Field(() => String, { nullable: true, description: 'The styling, as requested. Null if the project was erased.' })
  styling!: string | null;

  @Field(() => String, { nullable: true, description: 'The background, as requested. Null if the project was erased.' })
  background!: string | null;

  @Field(() => String, { nullable: true, description: 'Width to height, such as "4:5"; for a Prompt only.' })
  aspectRatio!: string | null;

  @Field(() => Int, {
    description:
      'The random seed of the picture, 0 to 2,147,483,647. Performing the same words with the same seed makes the same picture ' +
      'with the preview engine, and with most models a very similar one; another seed makes another.',
  })
  seed!: number;

  @Field(() => ImageType, {
    nullable: true,
    description: 'The picture that the action starts from; null: none, or it was deleted.',
  })
  source!: ImageType | null;

  @Field(() => ImageType, {
    nullable: true,
    description: 'The mask: white where the source was kept. Null if there was none or it was deleted.',
  })
  mask!: ImageType | null;

  @Field(() => ActionType, { nullable: true, description: 'The action that made the source picture.' })
  parent!: Relation<ActionType> | null;

  @Field(() => ImageType, {
    nullable: true,
    description: 'The picture that the action made; null unless it has SUCCEEDED, or if the picture was deleted.',
  })
  image!: ImageType | null;

  @Field(() => ActionFailure, { nullable: true, description: 'Why the action failed; null unless it has FAILED.' })
  failure!: ActionFailure | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How the picture differs from the request, for people, such as the words that the preview engine did not understand; ' +
      'at most 1,000 characters. Null: no known difference.',
  })
  note!: string | null;

  @Field(() => CreditTransactionType, { description: 'The transaction that charged the action.' })
  charge!: Relation<CreditTransactionType>;

  @Field(() => CreditTransactionType, { nullable: true, description: 'The transaction that refunded the charge.' })
  refund!: Relation<CreditTransactionType> | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The engine that makes the picture or has made it, such as "builtin" or "openai:gpt-image-2". Null until the action ' +
      'has started.',
  })
  engine!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of actions that will start before this one: the earlier ones of its project and, because projects ' +
      'take turns, at most as many of each other project. A process works on one picture of 8 megapixels or more at a ' +
      'time, so that smaller ones may start earlier. Null once the action has started.',
  })
  queuePosition!: number | null;

  @Field(() => DateTime, { description: 'When the action was accepted.' })
  createdAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When a worker last started the action; null: not yet.' })
  startedAt!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the action succeeded, failed or was canceled; null: not yet.',
  })
  finishedAt!: number | null;
}

export const ActionConnection = connectionType('Action', () => ActionType);

@InputType({ description: 'Restricts a list of actions. Omitted fields do not restrict it.' })
export class ActionFilter {
  @Field(() => [ActionKind], { nullable: true, description: 'Only actions of these kinds.' })
  kinds?: Kind[] | null;

  @Field(() => [ActionStatus], {
    nullable: true,
    description: 'Only actions that currently have one of these statuses.',
  })
  statuses?: Status[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Only actions accepted at this instant or later.' })
  from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Only actions accepted before this instant.' })
  to?: number | null;
}
