import type { Database } from '../database/database.ts';
import { isLargeWork } from '../engines/large-pictures.ts';
import type { ActionId, ImageId, ProjectId } from '../ids.ts';
import type { ImageCatalog } from '../images/image-catalog.ts';
import type { ImageRecord, StoredImage } from '../images/image.ts';
import { AREA_MAX_PX, SIDE_MAX_PX } from '../images/limits.ts';
import { invalid, InvalidInputError, NotFoundError } from '../input/invalid-input.ts';
import { type PresetDetails, presetDetails } from '../presets/presets.ts';
import type { CheckedRequest } from './action-request.ts';

/** The source picture of an action. */
export interface StartingPoint {
  readonly sourceImageId: ImageId | null;
  readonly maskImageId: ImageId | null;
  /** The action that made the source; null if it was uploaded. */
  readonly parentId: ActionId | null;
  /** See `isLargeWork`. */
  readonly isLargePicture: boolean;
  /** The details of the preset, used where the Prompt omits its own; null: the request names no preset. */
  readonly preset: PresetDetails | null;
}

/** The source exists but has no picture (yet). */
export interface NotReady {
  readonly notReady: string;
}

/**
 * Looks up the source of a request. Throws NotFoundError if the project has no such image or action, and InvalidInputError
 * if the resulting picture would be too large.
 */
export class StartingPoints {
  readonly #database: Database;
  readonly #images: Pick<ImageCatalog, 'findMany'>;

  constructor(database: Database, images: Pick<ImageCatalog, 'findMany'>) {
    this.#database = database;
    this.#images = images;
  }

  /** The sources of many requests, with one query for the images. Errors are returned, not thrown. */
  async findAll(
    requests: readonly CheckedRequest[],
  ): Promise<(readonly [CheckedRequest, StartingPoint | NotReady | InvalidInputError | NotFoundError])[]> {
    const images = await this.#images.findMany([...new Set(requests.flatMap(imagesOf))]);
    const known = new StartingPoints(this.#database, {
      findMany: async (ids) => images.filter(({ id }) => ids.includes(id)),
    });
    return Promise.all(
      requests.map(async (request) => {
        const start = await known.find(request).catch((error: unknown) => {
          if (error instanceof InvalidInputError || error instanceof NotFoundError) return error;
          throw error;
        });
        return [request, start] as const;
      }),
    );
  }

  async find(request: CheckedRequest): Promise<StartingPoint | NotReady> {
    switch (request.kind) {
      case 'PROMPT': {
        const preset = await this.#preset(request);
        const start = await this.#fromImage(request, { sourceImageId: request.sourceImageId });
        return 'notReady' in start ? start : { ...start, preset };
      }
      case 'PROMPT_EDIT':
        return this.#fromAction(request.projectId, request.actionId);
      case 'BACKGROUND':
      case 'EXPAND':
        return this.#fromImage(request, { imageId: request.imageId });
    }
  }

  async #preset({ projectId, presetId }: Extract<CheckedRequest, { kind: 'PROMPT' }>): Promise<PresetDetails | null> {
    if (!presetId) return null;
    const preset = await presetDetails(this.#database, projectId, presetId);
    if (!preset) throw new NotFoundError('presetId', 'preset');
    return preset;
  }

  async #fromAction(projectId: ProjectId, actionId: ActionId): Promise<StartingPoint | NotReady> {
    const action = await this.#database.prisma.action.findUnique({
      where: { projectId_id: { projectId, id: actionId } },
      select: { status: true, imageId: true },
    });
    if (!action) throw new NotFoundError('actionId', 'action in this project');
    if (action.imageId === null) {
      return { notReady: `The action to refine has no picture: it is ${action.status}.` };
    }
    const sourceImageId = action.imageId as ImageId; // written by the runner
    const [image] = await this.#images.findMany([sourceImageId]);
    if (!image) return { notReady: 'The picture of the action to refine has been deleted.' };
    const isLargePicture = isLargeWork(pixelsOf([image]));
    return { sourceImageId, maskImageId: null, parentId: actionId, isLargePicture, preset: null };
  }

  /** `field` is the input field that contains the id, for the error. */
  async #fromImage(
    request: Exclude<CheckedRequest, { kind: 'PROMPT_EDIT' }>,
    source: Readonly<Record<string, ImageId | null>>,
  ): Promise<StartingPoint | NotReady> {
    const maskImageId = request.kind === 'EXPAND' ? null : request.maskImageId;
    const named = Object.entries({ ...source, maskImageId }).flatMap(([field, id]) =>
      id === null ? [] : [{ field, id }],
    );
    if (named.length === 0)
      return { sourceImageId: null, maskImageId: null, parentId: null, isLargePicture: false, preset: null };
    const found = await this.#images.findMany(named.map(({ id }) => id));
    const records = named.map(({ field, id }) => {
      const record = found.find((image) => image.id === id && image.projectId === request.projectId);
      if (!record) throw new NotFoundError(field, 'image in this project');
      return { field, record };
    });
    for (const { field, record } of records) {
      if (!record.stored) return { notReady: `The image of ${field} has not been uploaded yet.` };
    }
    const [first] = records;
    if (!first?.record.stored) return { notReady: 'The image has not been uploaded yet.' };
    const { record } = first;
    const pixels =
      request.kind === 'EXPAND' ? checkedPixels(record, request) : pixelsOf(records.map((one) => one.record));
    const isLargePicture = isLargeWork(pixels);
    return { sourceImageId: record.id, maskImageId, parentId: record.actionId, isLargePicture, preset: null };
  }
}

/** The ids of the images in a request. */
function imagesOf(request: CheckedRequest): ImageId[] {
  const source = request.kind === 'PROMPT' ? request.sourceImageId : 'imageId' in request ? request.imageId : null;
  return [source, 'maskImageId' in request ? request.maskImageId : null].filter((id) => id !== null);
}

function pixelsOf(images: readonly ImageRecord[]): number {
  return images.reduce((pixels, image) => pixels + (image.stored ? image.width * image.height : 0), 0);
}

/** The size of the expanded picture. */
function checkedPixels(
  { width, height }: StoredImage,
  frame: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number },
): number {
  const widened = { width: width + frame.left + frame.right, height: height + frame.top + frame.bottom };
  if (widened.width > SIDE_MAX_PX) {
    throw invalid('left, right', `would make the picture ${widened.width} pixels wide; the limit is ${SIDE_MAX_PX}`);
  }
  if (widened.height > SIDE_MAX_PX) {
    throw invalid('top, bottom', `would make the picture ${widened.height} pixels high; the limit is ${SIDE_MAX_PX}`);
  }
  const pixels = widened.width * widened.height;
  if (pixels > AREA_MAX_PX) {
    throw invalid(
      'top, right, bottom, left',
      `would make a picture of ${widened.width} × ${widened.height} pixels; the limit is ${AREA_MAX_PX} in all`,
    );
  }
  return pixels;
}
