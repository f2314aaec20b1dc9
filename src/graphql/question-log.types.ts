import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'A question that the documentation did not answer, or not helpfully.' })
export class UnansweredQuestion {
  @Field({ description: 'The question as it was last asked.' })
  question!: string;

  @Field(() => Int, { description: 'How many times nothing in the documentation answered it.' })
  unanswered!: number;

  @Field(() => Int, { description: 'How many times its answer was rated helpful.' })
  helpful!: number;

  @Field(() => Int, { description: 'How many times its answer was rated not helpful.' })
  unhelpful!: number;

  @Field(() => [String], { description: 'The sentences that were shown when it was last asked. At most 3.' })
  offered!: readonly string[];

  @Field(() => DateTime, { description: 'When it was last asked or rated. It is deleted 30 days later.' })
  lastAskedAt!: number;
}

@InputType({ description: 'Whether an answer of the documentation helped.' })
export class RateAnswerInput {
  @Field({ description: 'The question that was asked, 1 to 500 characters.' })
  question!: string;

  @Field({ description: 'true: the answer helped. false: it did not.' })
  isHelpful!: boolean;
}

@ObjectType({ description: 'A rating that was recorded.' })
export class RatedAnswer {
  @Field({ description: 'The question.' })
  question!: string;

  @Field({ description: 'Whether its answer helped.' })
  isHelpful!: boolean;
}
