import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import type { LoggedQuestion } from '../answers/question-log.ts';
import { checkInput } from '../input/invalid-input.ts';
import { integerInput } from '../input/rules.ts';
import { type Context, viewerOf } from './context.ts';
import { RateAnswerInput, RatedAnswer, UnansweredQuestion } from './question-log.types.ts';
import { EVERY_PROJECT, Needs, OpenToAll } from './rules.ts';

const firstRules = z.object({ first: integerInput(1, 200, 'questions') });

@Resolver()
export class QuestionLogResolver {
  @Needs('ADMIN', EVERY_PROJECT)
  @Query(() => [UnansweredQuestion], {
    description:
      'The questions of the last 30 days that the documentation did not answer, or not helpfully, the most frequent first. ' +
      'The 1,000 questions that were asked last are kept.',
  })
  async unansweredQuestions(
    @Arg('first', () => Int, { defaultValue: 50, description: 'The maximum number of questions to return, 1 to 200.' })
    given: number,
    @Ctx() context: Context,
  ): Promise<LoggedQuestion[]> {
    const { first } = checkInput(firstRules, { first: given });
    const { workspaceId } = viewerOf(context);
    return context.read(() => context.services.answers.unansweredQuestions(workspaceId, first));
  }

  @OpenToAll()
  @Mutation(() => RatedAnswer, {
    description:
      'Records whether the answer to a question helped. Needs no credential. It counts as a question under ' +
      'LIMIT_ASKS_PER_MINUTE.',
  })
  async rateAnswer(
    @Arg('input', () => RateAnswerInput, { description: 'The question, and whether its answer helped.' })
    input: RateAnswerInput,
    @Ctx() context: Context,
  ): Promise<RatedAnswer> {
    context.countAsk();
    const { services, viewer } = context;
    const question = await services.answers.rate(input.question, { viewer, isHelpful: input.isHelpful });
    return { question, isHelpful: input.isHelpful };
  }
}
