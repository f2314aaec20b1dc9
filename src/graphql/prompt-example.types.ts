import { Field, ObjectType } from 'type-graphql';
import type { Trade as TradeName } from '../examples/prompt-example.ts';
import { Trade } from './enums.ts';

@ObjectType('PromptExample', { description: 'The words of a good first Prompt, to start from.' })
export class PromptExampleType {
  @Field(() => Trade, { description: 'The branch of commerce whose products it shows.' })
  trade!: TradeName;

  @Field({ description: 'A name for a list, such as "Perfume on marble".' })
  title!: string;

  @Field({ description: 'The prompt. Replace the product by your own.' })
  prompt!: string;

  @Field(() => String, { nullable: true, description: 'The words for the model; null: nobody is shown.' })
  model!: string | null;

  @Field({ description: 'The words for the styling.' })
  styling!: string;

  @Field({ description: 'The words for the background.' })
  background!: string;

  @Field({ description: 'Width to height, such as "4:5".' })
  aspectRatio!: string;

  @Field({
    description:
      'The URL of a picture of these words: WebP, at most 480 pixels wide and high. The preview engine drew it, whichever engine ' +
      'performs Prompts. The URL needs no key.',
  })
  pictureUrl!: string;
}
