import { Field, ObjectType } from 'type-graphql';
import type { ActionKind as Kind } from '../ledger/kernel/entry.ts';
import { ActionKind } from './enums.ts';

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
