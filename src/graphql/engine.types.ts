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
      'Whether maskImageId may be given: what the mask keeps then stays as it is. Only Background and Prompt take one.',
  })
  takesMask!: boolean;
}

const MONEY = 'In the currency in which ENGINE_COSTS and CREDIT_PRICE are set.';

@ObjectType('EngineUsage', {
  description: 'What the calls of one engine for the actions of one kind came to on one day.',
})
export class EngineUsageType {
  @Field(() => DateTime, { description: 'Midnight UTC, when the day began.' })
  day!: number;

  @Field(() => ActionKind, { description: 'The kind of the actions.' })
  kind!: Kind;

  @Field({ description: '"builtin", or the provider and its model.' })
  engine!: string;

  @Field(() => Int, {
    description: 'Number of calls that ended, however they ended. A call that a crash cut off is not counted.',
  })
  calls!: number;

  @Field(() => Int, { description: 'Number of calls that made a picture.' })
  pictures!: number;

  @Field(() => Int, { description: 'The average length of a call, in milliseconds.' })
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
      `What the pictures cost at the provider, by ENGINE_COSTS at the time of each call. ${MONEY} Null if ENGINE_COSTS does ` +
      'not name the engine, or the provider does not report the usage that the cost depends on.',
  })
  spend!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `The credits times CREDIT_PRICE, less the spend. ${MONEY} Null if either is unknown.`,
  })
  margin!: number | null;
}
