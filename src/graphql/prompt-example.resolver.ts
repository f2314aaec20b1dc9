import { Ctx, Query, Resolver } from 'type-graphql';
import { TRADES } from '../examples/prompt-example.ts';
import { PROMPT_EXAMPLES } from '../examples/prompt-examples.ts';
import type { Context } from './context.ts';
import { PromptExampleType } from './prompt-example.types.ts';
import { Needs, OWN_SCOPE } from './rules.ts';

@Resolver(() => PromptExampleType)
export class PromptExampleResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => [PromptExampleType], {
    description: 'Examples of Prompts to show to people: twelve for each trade, in display order.',
  })
  promptExamples(@Ctx() { services }: Context): PromptExampleType[] {
    return TRADES.flatMap((trade) =>
      PROMPT_EXAMPLES[trade].map((example) => {
        const { title, prompt, model, styling, background, aspectRatio } = example;
        return {
          trade,
          title,
          prompt,
          model,
          styling,
          background,
          aspectRatio: `${aspectRatio.width}:${aspectRatio.height}`,
          pictureUrl: services.examplePictures.urlOf(example),
        };
      }),
    );
  }
}
