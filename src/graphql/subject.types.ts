import { createUnionType, Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import type { StoredImage } from '../images/image.ts';
import { ImageType } from './image.types.ts';
import { ImageNotReadyError, UserError } from './user-error.types.ts';

@InputType({ description: 'The picture in which to find the subject.' })
export class FindSubjectInput {
  @Field(() => ID, { description: 'The picture: img_….' })
  imageId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'A stroke of yours: an image of the same project, white on what surely belongs to the subject, img_…. It is scaled to the ' +
      'size of the picture. Optional.',
  })
  hintImageId?: string | null;
}

@ObjectType({ description: 'What Background would keep of a picture.' })
export class FoundSubject {
  declare readonly __typename: 'FoundSubject';

  @Field(() => ImageType, {
    description:
      'White: the subject. Hand it in as maskImageId, and Background keeps exactly this. It is in no list of images.',
  })
  mask!: StoredImage;

  @Field(() => ImageType, { description: 'The subject on transparency. It is in no list of images.' })
  cutout!: StoredImage;

  @Field(() => Float, {
    description:
      'How sure the engine is, 0 to 1. Below 0.5 it is wrong more often than not: let a person look, and give a stroke as ' +
      'hintImageId or correct the mask.',
  })
  confidence!: number;
}

@ObjectType({
  implements: UserError,
  description: 'No subject can be distinguished from the background of the picture.',
})
export class NoSubjectError extends UserError {
  declare readonly __typename: 'NoSubjectError';
}

export const FindSubjectResult = createUnionType({
  name: 'FindSubjectResult',
  description: 'The result of looking for the subject of a picture.',
  types: () => [FoundSubject, NoSubjectError, ImageNotReadyError] as const,
});
export type FindSubjectResult = typeof FindSubjectResult;
