import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { runStatement } from '../database/statement.ts';
import type { ImageId, NewId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { DirectTransfers } from './direct-transfers.ts';
import type { ImageCatalog } from './image-catalog.ts';
import type { ContentHash, PendingImage } from './image.ts';
import { UPLOAD_MAX_BYTES } from './limits.ts';
import { releaseClaim } from './picture-claims.ts';
import type { PictureType } from './picture-type.ts';
import type { Pictures, SavedPicture } from './pictures.ts';
import { receiveBody, type ReceivedBody } from './receive-body.ts';
import type { Refused } from './refusal.ts';
import type { Signer } from '../signing/signer.ts';
import type { UploadBudget } from './upload-budget.ts';
import {
  alreadyUploaded,
  noSuchImage,
  notDirect,
  nothingSent,
  otherSize,
  refusedBody,
  tooManyUploads,
  uploadExpired,
  uploadUnderWay,
} from './upload-refusals.ts';
import {
  checkHeaders,
  isExpired,
  readTerms,
  type UploadAddress,
  type UploadAnnouncement,
  uploadPath,
  type UploadTerms,
} from './upload-terms.ts';

const UPLOAD_SECONDS = 15 * 60; // 15 minutes

export interface ImageUploadsDependencies {
  readonly database: Pick<Database, 'pool' | 'prisma'>;
  readonly catalog: ImageCatalog;
  readonly pictures: Pictures;
  readonly signer: Signer;
  /** The public URL of the server, such as https://images.example, without a trailing slash. */
  readonly publicUrl: () => string;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** An upload fails if no bytes arrive for this long. */
  readonly silenceMs: number;
  readonly budget: UploadBudget;
  /** Removes those of the pictures that no image refers to. */
  readonly removePictures: (pictures: readonly ContentHash[]) => Promise<unknown>;
  /** Null: clients send the bytes to this server. */
  readonly transfers: DirectTransfers | null;
}

/** The announced properties of an upload. */
export interface ExpectedPicture {
  readonly projectId: ProjectId;
  readonly contentType: PictureType;
  readonly bytes: number;
  /** Of the file, for its downloads; null: not told. */
  readonly fileName?: string | null;
}

/** How to send the bytes of an image: one request with this method and these headers to this URL. */
export interface ImageUpload {
  readonly imageId: ImageId;
  readonly url: string;
  readonly method: 'PUT';
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The URL to POST to, without a body, once the bytes are sent; null: they are complete by themselves. */
  readonly completionUrl: string | null;
  readonly expiresAt: Instant;
}

export type Received = { readonly status: 'stored'; readonly picture: SavedPicture } | Refused;

export interface UploadRequest extends UploadAnnouncement {
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Uploads of pictures. `createUpload` writes a pending image; the first complete and valid picture that is received for it
 * is stored. A failed attempt changes nothing, so the client may retry while the URL is valid.
 */
export class ImageUploads {
  readonly #dependencies: ImageUploadsDependencies;

  constructor(dependencies: ImageUploadsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Creates a pending image of exactly `bytes` bytes, and a URL that accepts it for 15 minutes. Throws
   * RangeError unless `bytes` is whole and from 1 to `UPLOAD_MAX_BYTES`. Null if the project does not exist or is erased.
   */
  async createUpload({ projectId, contentType, bytes, fileName = null }: ExpectedPicture): Promise<ImageUpload | null> {
    if (!Number.isInteger(bytes) || bytes < 1 || bytes > UPLOAD_MAX_BYTES) {
      throw new RangeError(`bytes must be whole and from 1 to ${UPLOAD_MAX_BYTES}, and is ${bytes}`);
    }
    const { database, newId, clock, signer, publicUrl, transfers } = this.#dependencies;
    const imageId = newId<ImageId>();
    const now = clock();
    const untilSeconds = Math.ceil(now / 1000) + UPLOAD_SECONDS;
    const expiresAt = untilSeconds * 1000;
    const announced = await runStatement(database.pool, {
      name: 'images_announce',
      // The lock orders it and the erasure of the project, which deletes what was announced before.
      text: `insert into images (id, project_id, content_type, bytes, file_name, upload_expires_at, created_at)
        select $1, p.id, $3, $4, $5, $6, $7
        from (select id from projects where id = $2 and erased_at is null for share) p returning id`,
      values: [imageId, projectId, contentType, bytes, fileName, new Date(expiresAt), new Date(now)],
    });
    if (announced.length === 0) return null;
    const terms = { imageId, contentType, bytes, untilSeconds };
    return {
      imageId,
      url: transfers ? await transfers.uploadUrl(terms, now) : publicUrl() + uploadPath(terms, signer),
      method: 'PUT',
      headers: [{ name: 'content-type', value: contentType }],
      completionUrl: transfers && publicUrl() + uploadPath(terms, signer, '/completion'),
      expiresAt,
    };
  }

  /** Receives the picture of a pending image. Checks for refusals in the order of `RefusalCode`. */
  receive(request: UploadRequest): Promise<Received> {
    return this.#store(
      request,
      (terms) => checkHeaders(terms, request),
      async (terms) => {
        const body = await this.#receiveBody(terms, request.body);
        return body.status === 'whole' ? body.bytes : refusedBody(terms.bytes, body);
      },
    );
  }

  /** Takes in the file that was sent to the storage for a pending image. It is removed there, whatever it is. */
  async complete(address: UploadAddress): Promise<Received> {
    const { transfers } = this.#dependencies;
    if (!transfers) return notDirect();
    return this.#store(
      address,
      () => null,
      async ({ imageId, bytes }) => {
        const sent = await transfers.uploadedBytes(imageId);
        if (sent === null) return nothingSent();
        const file = sent === bytes ? await transfers.uploaded(imageId) : null;
        await transfers.forget(imageId);
        return file?.length === bytes ? file : otherSize(bytes, sent);
      },
    );
  }

  async #store(
    address: UploadAddress,
    check: (terms: UploadTerms) => Refused | null,
    read: (terms: UploadTerms) => Promise<Uint8Array | Refused>,
  ): Promise<Received> {
    const terms = readTerms(address, this.#dependencies.signer);
    if ('status' in terms) return terms;
    if (isExpired(terms, this.#dependencies.clock())) return uploadExpired();
    const objection = check(terms);
    if (objection) return objection;
    const pending = await this.#findPending(terms.imageId);
    if ('status' in pending) return pending;
    const release = this.#dependencies.budget.take(terms.imageId, terms.bytes);
    if (release === 'full') return tooManyUploads();
    if (release === 'under way') return uploadUnderWay();
    const taken = await this.#take(terms, read).finally(release);
    if (taken.status === 'refused') return taken;
    if (await this.#fill(pending, taken.picture)) return { status: 'stored', picture: taken.picture };
    await this.#dependencies.removePictures([taken.picture.contentHash]);
    const since = await this.#findPending(terms.imageId);
    if ('status' in since) return since;
    throw new Error(`the picture of image ${terms.imageId} was not stored, although the image is still pending`);
  }

  /**
   * Deletes the pending images whose URL expired before an instant, which must not be in the future, and the files that were
   * sent to the storage before it. Returns the number of images.
   */
  async forgetExpiredUploads(before: Instant): Promise<number> {
    await this.#dependencies.transfers?.forgetOld(before - UPLOAD_SECONDS * 1_000);
    const { count } = await this.#dependencies.database.prisma.image.deleteMany({
      where: { contentHash: null, uploadExpiresAt: { lt: new Date(before) } },
    });
    return count;
  }

  async #findPending(id: ImageId): Promise<PendingImage | Refused> {
    const [image] = await this.#dependencies.catalog.findMany([id]);
    if (!image) return noSuchImage();
    return image.stored ? alreadyUploaded() : image;
  }

  async #take(terms: UploadTerms, read: (terms: UploadTerms) => Promise<Uint8Array | Refused>) {
    const file = await read(terms);
    return 'status' in file ? file : this.#dependencies.pictures.take(file, terms.contentType);
  }

  #receiveBody(terms: UploadTerms, body: AsyncIterable<Uint8Array>): Promise<ReceivedBody> {
    const { clock, silenceMs } = this.#dependencies;
    return receiveBody(body, { bytes: terms.bytes, silenceMs, isLate: () => isExpired(terms, clock()) });
  }

  /** Only one of several concurrent uploads finds the image pending. The file of another belongs to no image. */
  #fill({ projectId, id }: PendingImage, picture: SavedPicture): Promise<boolean> {
    return inTransaction(this.#dependencies.database.pool, async (transaction) => {
      const filled = await runStatement(transaction, {
        name: 'images_fill',
        text: `update images set bytes = $3, width = $4, height = $5, content_hash = $6, upload_expires_at = null
          where project_id = $1 and id = $2 and content_hash is null returning id`,
        values: [projectId, id, picture.bytes, picture.width, picture.height, picture.contentHash],
      });
      await runStatement(transaction, releaseClaim(picture.contentHash));
      return filled.length === 1;
    });
  }
}
