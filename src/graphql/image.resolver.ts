import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { Action } from '../actions/action.ts';
import type { StoredImage } from '../images/image.ts';
import { CONTENT_TYPES, SIDE_MAX_PX, UPLOAD_MAX_BYTES } from '../images/limits.ts';
import { checkInput } from '../input/invalid-input.ts';
import { wholeNumber } from '../input/rules.ts';
import { ActionType } from './action.types.ts';
import type { Context } from './context.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { CreateImageUploadInput, ImageType, ImageUpload } from './image.types.ts';
import { inProject, Needs } from './rules.ts';

const uploadRules = z.object({
  contentType: z.enum(CONTENT_TYPES, { error: `must be one of ${CONTENT_TYPES.join(', ')}` }),
  bytes: wholeNumber(1, UPLOAD_MAX_BYTES, 'bytes'),
});
const urlRules = z.object({ width: wholeNumber(1, SIDE_MAX_PX, 'pixels').nullable() });

@Resolver(() => ImageType)
export class ImageResolver {
  @Needs('EDITOR', inProject('input.projectId'))
  @Mutation(() => ImageUpload, { description: 'Announces an image and returns the URL to upload it to.' })
  async createImageUpload(
    @Arg('input', () => CreateImageUploadInput, { description: 'The project and the file to upload.' })
    input: CreateImageUploadInput,
    @Ctx() { services }: Context,
  ): Promise<ImageUpload> {
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const file = checkInput(uploadRules, input);
    const upload = await services.uploads.createUpload({ projectId, ...file });
    return { ...upload, imageId: typeId('img', upload.imageId), headers: [...upload.headers] };
  }

  @FieldResolver(() => ID)
  id(@Root() image: StoredImage): string {
    return typeId('img', image.id);
  }

  @FieldResolver(() => ActionType, {
    nullable: true,
    description: 'The action that made the image; null if it was uploaded.',
  })
  action(@Root() { actionId }: StoredImage, @Ctx() { loaders }: Context): Promise<Action | null> | null {
    return actionId === null ? null : loaders.action.load(actionId);
  }

  @FieldResolver(() => String, {
    description: 'A signed URL of the picture, valid for at least one hour. It needs no credential.',
  })
  url(
    @Root() image: StoredImage,
    @Ctx() { services }: Context,
    @Arg('width', () => Int, {
      nullable: true,
      description: `Minimum width in pixels, 1 to ${SIDE_MAX_PX}. Returns a WebP copy in the next larger of 15 widths from 64 to 6144 pixels. A picture is never enlarged: at its own width or above, the URL is that of the original. Default: the original.`,
    })
    width?: number | null,
  ): string {
    return services.pictureUrl(image, checkInput(urlRules, { width: width ?? null }).width);
  }
}
