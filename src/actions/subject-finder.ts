import pLimit from 'p-limit';
import type { Database } from '../database/database.ts';
import { UnavailableError } from '../database/failure.ts';
import type { Engine, SubjectFound } from '../engines/engine.ts';
import type { ImageId, NewId } from '../ids.ts';
import { type ImageCatalog, recordSubject } from '../images/image-catalog.ts';
import type { ContentHash, ImageRecord, StoredImage } from '../images/image.ts';
import { releaseClaim } from '../images/picture-claims.ts';
import type { Pictures } from '../images/pictures.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import type { Instant } from '../instant.ts';

/** Nobody waits longer for something that is free. */
const PATIENCE_MS = 30_000;

export type SubjectOutcome =
  | {
      readonly status: 'found';
      readonly mask: StoredImage;
      readonly cutout: StoredImage;
      readonly confidence: number;
    }
  | { readonly status: 'no-subject' }
  | { readonly status: 'image-not-ready'; readonly message: string };

export interface SubjectFinderDependencies {
  readonly database: Database;
  readonly engine: Pick<Engine, 'findSubject'>;
  readonly images: ImageCatalog;
  readonly pictures: Pictures;
  /** Removes those of the pictures that no image refers to. */
  readonly removePictures: (pictures: readonly ContentHash[]) => Promise<unknown>;
  readonly newId: NewId;
  readonly clock: () => Instant;
}

/** Finds subjects for people to see before they pay. One at a time in a process: the pixels of a large picture fill much memory. */
export class SubjectFinder {
  readonly #dependencies: SubjectFinderDependencies;
  readonly #lane = pLimit(1);

  constructor(dependencies: SubjectFinderDependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws NotFoundError, EngineRejectedError for a picture that cannot be read, or UnavailableError where it takes too long. */
  async find(imageId: ImageId, hintImageId: ImageId | null): Promise<SubjectOutcome> {
    const { images, pictures, engine } = this.#dependencies;
    const records = await images.findMany(hintImageId === null ? [imageId] : [imageId, hintImageId]);
    const image = records.find(({ id }) => id === imageId);
    if (!image) throw new NotFoundError('imageId', 'image');
    const hint = hintOf(records, hintImageId, image);
    if (!image.stored || hint?.stored === false) {
      return { status: 'image-not-ready', message: 'The image has not been uploaded yet.' };
    }
    const found = await this.#lane(async () => {
      const request = { picture: await pictures.read(image), hint: hint && (await pictures.read(hint)) };
      return inTime((signal) => engine.findSubject?.(request, signal) ?? Promise.resolve(null));
    });
    return found === null ? { status: 'no-subject' } : this.#kept(image, found);
  }

  async #kept(image: StoredImage, { mask, cutout, confidence }: SubjectFound): Promise<SubjectOutcome> {
    const { database, pictures, removePictures, newId, clock } = this.#dependencies;
    const { projectId, id: subjectOf } = image;
    const [savedMask, savedCutout] = [await pictures.save(mask), await pictures.save(cutout)];
    const at = clock();
    const rows = [savedMask, savedCutout].map((saved) =>
      recordSubject(saved, { id: newId<ImageId>(), projectId, subjectOf, at }),
    );
    const hashes = rows.map(({ contentHash }) => contentHash).toSorted();
    const isThere = await database.prisma.$transaction(async (transaction) => {
      // The lock orders it and the deletion of the image, which deletes what was found in it before.
      const held = await transaction.$queryRaw<{ id: string }[]>`select id::text from images
        where project_id = ${projectId}::uuid and id = ${subjectOf}::uuid for key share`;
      if (held.length > 0) await transaction.image.createMany({ data: rows });
      for (const { text, values } of hashes.map(releaseClaim)) await transaction.$executeRawUnsafe(text, ...values);
      return held.length > 0;
    });
    if (!isThere) {
      await removePictures(hashes);
      throw new NotFoundError('imageId', 'image');
    }
    const [maskImage, cutoutImage] = rows.map((row) => ({
      ...row,
      stored: true as const,
      actionId: null,
      fileName: null,
      createdAt: at,
      favorite: false,
    }));
    if (!maskImage || !cutoutImage) throw new Error('two rows were made');
    return { status: 'found', mask: maskImage, cutout: cutoutImage, confidence };
  }
}

function hintOf(records: readonly ImageRecord[], id: ImageId | null, image: ImageRecord): ImageRecord | null {
  if (id === null) return null;
  const hint = records.find((record) => record.id === id && record.projectId === image.projectId);
  if (!hint) throw new NotFoundError('hintImageId', "image in the image's project");
  return hint;
}

async function inTime<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await work(timeout);
  } catch (error) {
    if (timeout.aborted) throw new UnavailableError('the subject was not found in time');
    throw error;
  }
}
