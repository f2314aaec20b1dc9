import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import { ActionKind } from './enums.ts';
import { DateTime } from './scalars.ts';

@ObjectType('ActionEngine', { description: 'The engine that performs the actions of one kind.' })
export class ActionEngineType {
  @Field(() => ActionKind, { description: 'The kind of the actions.' })
  kind!: Kind;

  @Field({ description: '"builtin", or the provider and its model, such as "openai:gpt-image-2".' })
  name!: string;

  @Field({ description: 'True for the built-in engine: its pictures are previews, made without a model.' })
  isPreview!: boolean;

  @Field({
    description:
      'Whether the engine accepts a maskImageId, and leaves unchanged the part of the picture that the mask keeps. ' +
      'Only Background and Prompt have masks.',
  })
  takesMask!: boolean;
}

@ObjectType('EngineUsage', {
  description: 'The calls of one engine for actions of one kind on one day, with their cost and revenue.',
})
export class EngineUsageType {
  @Field(() => DateTime, { description: 'The start of the day, at midnight UTC.' })
  day!: number;

  @Field(() => ActionKind, { description: 'The kind of the actions.' })
  kind!: Kind;

  @Field({ description: '"builtin", or the provider and its model.' })
  engine!: string;

  @Field(() => Int, {
    description: 'Number of calls that ended, successful or not. A call that a crash interrupted is not counted.',
  })
  calls!: number;

  @Field(() => Int, { description: 'Number of calls that made a picture.' })
  pictures!: number;

  @Field(() => Int, { description: 'The average duration of a call, in milliseconds.' })
  averageMs!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tokens that were sent to the provider; null if it reports none.',
  })
  inputTokens!: number | null;

  @Field(() => Float, { nullable: true, description: 'Tokens that the provider generated; null if it reports none.' })
  outputTokens!: number | null;

  @Field(() => Int, { description: 'Credits charged for the pictures and not refunded.' })
  credits!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The cost of the pictures at the provider by ENGINE_COSTS at the time of each call, in the currency of ENGINE_COSTS. ' +
      'Null if ENGINE_COSTS does not name the engine, or the provider does not report the usage that the cost depends on.',
  })
  spend!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The credits times CREDIT_PRICE, less spend, in the currency of ENGINE_COSTS and CREDIT_PRICE. Null if CREDIT_PRICE is not set or spend is null.',
  })
  margin!: number | null;
}
