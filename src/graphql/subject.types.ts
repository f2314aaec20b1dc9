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
      'A hint, such as a brush stroke: an image of the same project, white on a part that certainly belongs to the ' +
      'subject, img_…. It is scaled to the size of the picture. Optional.',
  })
  hintImageId?: string | null;
}

@ObjectType({ description: 'The subject of a picture, which Background would keep.' })
export class FoundSubject {
  declare readonly __typename: 'FoundSubject';

  @Field(() => ImageType, {
    description:
      'The mask, white where the subject is. Pass it as maskImageId, and Background keeps exactly this part. No list ' +
      'of images contains it.',
  })
  mask!: StoredImage;

  @Field(() => ImageType, { description: 'The subject on a transparent background. No list of images contains it.' })
  cutout!: StoredImage;

  @Field(() => Float, {
    description:
      'How certain the engine is, 0 to 1. Below 0.5 it is wrong more often than not: let a person check the mask, and ' +
      'pass a hintImageId or correct the mask.',
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
