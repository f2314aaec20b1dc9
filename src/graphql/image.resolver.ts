import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { Action } from '../actions/action.ts';
import type { StoredImage } from '../images/image.ts';
import { fileNameOf, nameFromWords } from '../images/file-name.ts';
import type { PictureType } from '../images/picture-type.ts';
import { CONTENT_TYPES, SIDE_MAX_PX, UPLOAD_MAX_BYTES } from '../images/limits.ts';
import { checkInput, invalid, NotFoundError } from '../input/invalid-input.ts';
import { optionalText, integerInput } from '../input/rules.ts';
import { ActionType } from './action.types.ts';
import { authorOf, type Context } from './context.ts';
import { grouped } from './grouped.ts';
import { type Format, ImageFormat } from './image-format.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { CreateImageUploadInput, ImageType, ImageUpload } from './image.types.ts';
import { inProject, Needs, ofImage } from './rules.ts';

const uploadRules = z.object({
  contentType: z.enum(CONTENT_TYPES, { error: `must be one of ${CONTENT_TYPES.join(', ')}` }),
  bytes: integerInput(1, UPLOAD_MAX_BYTES, 'bytes'),
  fileName: optionalText(255),
});
const urlRules = z.object({ width: integerInput(1, SIDE_MAX_PX, 'pixels').nullable() });

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
    if (!upload) throw invalid('projectId', 'must not be an erased project');
    return { ...upload, imageId: typeId('img', upload.imageId), headers: [...upload.headers] };
  }

  @Needs('EDITOR', ofImage('id'))
  @Mutation(() => ImageType, {
    description:
      'Marks an image as a favorite, for everyone in the project, or removes the mark. Repeating it changes nothing.',
  })
  async setImageFavorite(
    @Arg('id', () => ID, { description: 'img_…' }) id: string,
    @Arg('favorite', () => Boolean, { description: 'true: mark it. false: remove the mark.' }) favorite: boolean,
    @Ctx() { services, loaders }: Context,
  ): Promise<StoredImage> {
    const image = await services.images.setFavorite(readTypeId('img', id, 'id'), favorite);
    if (!image) throw new NotFoundError('id', 'image');
    loaders.image.clear(image.id).prime(image.id, image);
    return image;
  }

  @Needs('EDITOR', ofImage('id'))
  @Mutation(() => ID, {
    description:
      'Deletes an image, its file and the results of findSubject for it, permanently. The action that made it keeps ' +
      'its charge, and pictures that were made from it stay; a queued action that starts from it fails and is ' +
      'refunded. Its earlier URLs respond with 404, but a browser may keep a loaded picture for up to 75 minutes. ' +
      'Returns the id.',
  })
  async deleteImage(
    @Arg('id', () => ID, { description: 'img_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<string> {
    const isDeleted = await context.services.imageDeleter.delete(readTypeId('img', id, 'id'), authorOf(context));
    if (!isDeleted) throw new NotFoundError('id', 'image');
    return id;
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
      description: `Minimum width in pixels, 1 to ${grouped(SIDE_MAX_PX)}. Returns a WebP copy in the next larger of 15 widths from 64 to 6,144 pixels. A picture is never enlarged: at its own width or above, the URL is that of the original. Default: the original.`,
    })
    width?: number | null,
  ): string {
    return services.pictureUrl(image, checkInput(urlRules, { width: width ?? null }).width);
  }

  @FieldResolver(() => String, {
    description:
      'A name for the file, with its extension, that any file system accepts: as uploaded, or derived from the prompt.',
  })
  fileName(@Root() image: StoredImage, @Ctx() context: Context): Promise<string> {
    return fileNameFor(image, image.contentType, context);
  }

  @FieldResolver(() => String, {
    description:
      'A signed URL that downloads the picture as a file in the given format, named by fileName. Valid for at least ' +
      'one hour; it needs no credential.',
  })
  async download(
    @Root() image: StoredImage,
    @Ctx() context: Context,
    @Arg('format', () => ImageFormat, {
      defaultValue: 'PNG',
      description: 'The format of the file. In its own format the file is returned unchanged. Default: PNG.',
    })
    format: Format,
    @Arg('width', () => Int, {
      nullable: true,
      description: `Minimum width in pixels, 1 to ${grouped(SIDE_MAX_PX)}, as for url. A picture is never enlarged. Default: its own.`,
    })
    width?: number | null,
  ): Promise<string> {
    const { width: widthPx } = checkInput(urlRules, { width: width ?? null });
    const contentType = TYPE_OF[format];
    const fileName = await fileNameFor(image, contentType, context);
    return context.services.downloadUrl(image, { widthPx, contentType, fileName });
  }
}

const TYPE_OF: Readonly<Record<Format, PictureType>> = { WEBP: 'image/webp', PNG: 'image/png', JPEG: 'image/jpeg' };

async function fileNameFor(
  { fileName, actionId }: StoredImage,
  type: PictureType,
  { loaders }: Context,
): Promise<string> {
  if (fileName !== null) return fileNameOf(fileName, type);
  const action = actionId === null ? null : await loaders.action.load(actionId);
  const words = action?.kind === 'BACKGROUND' ? action.background : action?.prompt;
  return fileNameOf(nameFromWords(words ?? (action?.kind === 'EXPAND' ? 'expanded' : '')), type);
}
