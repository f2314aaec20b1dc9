import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Instant } from '../instant.ts';
import type { ImageId } from '../ids.ts';
import type { DirectTransfers } from './direct-transfers.ts';
import type { ContentHash } from './image.ts';
import { nullIfNoObject, type S3Bucket } from './s3-bucket.ts';
import type { UploadTerms } from './upload-terms.ts';

/** Type and length bind the sender only if they are signed, which the SDK does not do by itself. */
const SIGNED_HEADERS = new Set(['content-type', 'content-length', 'host']);

/** Presigned URLs of a bucket. Uploads are the objects `<prefix>uploads/<image id>`. */
export class S3Transfers implements DirectTransfers {
  readonly #bucket: S3Bucket;

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
  }

  uploadUrl({ imageId, contentType, bytes, untilSeconds }: UploadTerms, now: Instant): Promise<string> {
    const put = new PutObjectCommand({ ...this.#upload(imageId), ContentType: contentType, ContentLength: bytes });
    return getSignedUrl(this.#bucket.client, put, {
      signableHeaders: SIGNED_HEADERS,
      ...period({ from: now, until: untilSeconds * 1_000 }),
    });
  }

  async uploadedBytes(image: ImageId): Promise<number | null> {
    const found = await this.#bucket.client.send(new HeadObjectCommand(this.#upload(image))).catch(nullIfNoObject);
    return found === null ? null : (found.ContentLength ?? 0);
  }

  async uploaded(image: ImageId): Promise<Uint8Array | null> {
    const found = await this.#bucket.client.send(new GetObjectCommand(this.#upload(image))).catch(nullIfNoObject);
    return (await found?.Body?.transformToByteArray()) ?? null;
  }

  async forget(image: ImageId): Promise<void> {
    await this.#bucket.client.send(new DeleteObjectCommand(this.#upload(image)));
  }

  async forgetOld(before: Instant): Promise<void> {
    const { client } = this.#bucket;
    const { Bucket, Key: Prefix } = this.#bucket.object('uploads', '');
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      for (const { Key, LastModified } of Contents)
        if (LastModified && LastModified.getTime() < before)
          await client.send(new DeleteObjectCommand({ Bucket, Key }));
    }
  }

  pictureUrl(picture: ContentHash, valid: { readonly from: Instant; readonly until: Instant }): Promise<string> {
    const get = new GetObjectCommand(this.#bucket.object('pictures', picture));
    return getSignedUrl(this.#bucket.client, get, period(valid));
  }

  #upload(image: ImageId) {
    return this.#bucket.object('uploads', image);
  }
}

/** A signature is dated in whole seconds. */
function period({ from, until }: { readonly from: Instant; readonly until: Instant }) {
  const fromSeconds = Math.floor(from / 1_000);
  return { signingDate: new Date(fromSeconds * 1_000), expiresIn: Math.floor(until / 1_000) - fromSeconds };
}
