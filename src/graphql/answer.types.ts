import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

@ObjectType({ description: 'A current figure that belongs to the answer: a price, or a balance of the caller.' })
export class AnswerFact {
  @Field({ description: 'The figure in a sentence, such as "Background costs 3 credits."' })
  text!: string;

  @Field(() => DateTime, { description: 'When the figure took this value.' })
  at!: number;
}

@ObjectType({ description: 'A sentence or a table row of the documentation.' })
export class AnswerExcerpt {
  @Field({ description: 'The title of the page.' })
  page!: string;

  @Field({ description: 'The heading above the excerpt; the title of the page if there is none.' })
  heading!: string;

  @Field({ description: 'The excerpt, word for word. The cells of a table row are separated by " | ".' })
  text!: string;

  @Field({ description: 'The address of the page, with the anchor of the heading.' })
  url!: string;

  @Field(() => Float, { description: 'How well the excerpt matches the question, from 0 to 1.' })
  score!: number;
}

@ObjectType({ description: 'A page that the answer was taken from.' })
export class AnswerSource {
  @Field({ description: 'The title of the page.' })
  title!: string;

  @Field({ description: "The address of the page's Markdown." })
  url!: string;
}

@ObjectType({
  description:
    'What the documentation says about a question. The same question, pages, prices and balances give the same answer.',
})
export class Answer {
  @Field({ description: 'The question as it was asked.' })
  question!: string;

  @Field({ description: 'false: nothing in the documentation answers the question. The excerpts may still help.' })
  answerable!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The answer, one to three sentences with code in backticks; null if the question is not answerable.',
  })
  text!: string | null;

  @Field(() => [AnswerFact], {
    description:
      'Current figures that belong to the answer: prices and, with a credential, the balances of its projects. At most ' +
      '5.',
  })
  facts!: readonly AnswerFact[];

  @Field(() => [AnswerExcerpt], {
    description: 'Passages of the documentation about the question, word for word. At most 3.',
  })
  excerpts!: readonly AnswerExcerpt[];

  @Field(() => [AnswerSource], {
    description: 'The pages of the answer, or of the excerpts if the question is not answerable.',
  })
  sources!: readonly AnswerSource[];

  @Field(() => [String], { description: 'Related questions that the documentation answers. At most 3.' })
  followUps!: readonly string[];

  @Field({ description: '"builtin", or the name of the language model that worded the answer.' })
  answeredBy!: string;

  @Field({ description: 'The version of the pages. It changes with every change to a page.' })
  docsVersion!: string;

  @Field(() => Int, { description: 'The version of the price list in force.' })
  priceVersion!: number;
}
