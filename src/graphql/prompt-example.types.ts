import { Field, ObjectType } from 'type-graphql';
import type { Trade as TradeName } from '../examples/prompt-example.ts';
import { Trade } from './enums.ts';

@ObjectType('PromptExample', { description: 'An example of a Prompt, for people to start from.' })
export class PromptExampleType {
  @Field(() => Trade, { description: 'The line of business of the product.' })
  trade!: TradeName;

  @Field({ description: 'The title of the example, such as "Perfume on marble".' })
  title!: string;

  @Field({ description: 'The prompt. Replace the product with your own.' })
  prompt!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The person who models the product, such as "a man with short black hair"; null: none.',
  })
  model!: string | null;

  @Field({ description: 'The styling of the picture.' })
  styling!: string;

  @Field({ description: 'The background of the picture.' })
  background!: string;

  @Field({ description: 'The ratio of width to height, such as "4:5".' })
  aspectRatio!: string;

  @Field({
    description:
      'The URL of a picture of the example: WebP, at most 480 pixels wide and high. It was made by the preview engine, even if ' +
      'another engine performs Prompts. The URL requires no credential.',
  })
  pictureUrl!: string;
}
