import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType } from './connection.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

const FILLED_IN = 'Optional, 1 to 1,000 characters. null: the preset does not set it.';
const PROMPT = 'Describes the picture to make. Optional, 1 to 4,000 characters.';
const RATIO =
  'Width to height, such as "4:5": two whole numbers from 1 to 100, between 4:1 and 1:4. null: the preset does not set it.';

@ObjectType('Preset', {
  implements: NodeType,
  description:
    'A set of words for Prompts, stored under a name. Everyone in the workspace sees and uses the same presets.',
})
export class PresetType {
  @Field(() => ID, { description: 'pst_…' })
  id!: string;

  @Field({ description: '1 to 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: PROMPT })
  prompt!: string | null;

  @Field(() => String, { nullable: true, description: `The person or thing shown in the picture. ${FILLED_IN}` })
  model!: string | null;

  @Field(() => String, { nullable: true, description: `The styling of the picture. ${FILLED_IN}` })
  styling!: string | null;

  @Field(() => String, { nullable: true, description: `The background of the picture. ${FILLED_IN}` })
  background!: string | null;

  @Field(() => String, { nullable: true, description: RATIO })
  aspectRatio!: string | null;

  @Field(() => DateTime, { description: 'When the preset was created.' })
  createdAt!: number;
}

export const PresetConnection = connectionType('Preset', () => PresetType);

@InputType({ description: 'The name and the words of a preset.' })
export class PresetInput {
  @Field({ description: '1 to 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: PROMPT })
  prompt?: string | null;

  @Field(() => String, { nullable: true, description: `The person or thing shown in the picture. ${FILLED_IN}` })
  model?: string | null;

  @Field(() => String, { nullable: true, description: `The styling of the picture. ${FILLED_IN}` })
  styling?: string | null;

  @Field(() => String, { nullable: true, description: `The background of the picture. ${FILLED_IN}` })
  background?: string | null;

  @Field(() => String, { nullable: true, description: RATIO })
  aspectRatio?: string | null;
}
