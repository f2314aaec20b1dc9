import { once } from 'node:events';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Instant } from '../instant.ts';
import { type ContentHash, isContentHash } from './image.ts';
import { BEGINNING_BYTES, recognise } from './picture-type.ts';
import type { OpenPicture, PictureStorage } from './picture-storage.ts';
import { nullIfNoObject, type S3Bucket, statusOf } from './s3-bucket.ts';

/** The codes with which a server rejects concurrent writes of one object. The object exists then. */
const PUTS = 3;

/** Stores pictures as objects `<prefix>pictures/<hash>`. */
export class S3Storage implements PictureStorage {
  readonly #bucket: S3Bucket;

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
  }

  async put(picture: ContentHash, bytes: Uint8Array): Promise<void> {
    const put = new PutObjectCommand({
      ...this.#object(picture),
      Body: bytes,
      ContentType: recognise(bytes) ?? 'application/octet-stream',
      ChecksumSHA256: Buffer.from(picture, 'hex').toString('base64'),
      IfNoneMatch: '*',
    });
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#bucket.client.send(put);
        return;
      } catch (error) {
        if (statusOf(error) === 412) return; // it exists, with the same bytes
        if (statusOf(error) !== 409 || tries === PUTS) throw error;
      }
    }
  }

  async get(picture: ContentHash): Promise<Uint8Array | null> {
    const found = await this.#bucket.client.send(new GetObjectCommand(this.#object(picture))).catch(nullIfNoObject);
    return (await found?.Body?.transformToByteArray()) ?? null;
  }

  async open(picture: ContentHash): Promise<OpenPicture | null> {
    const found = await this.#bucket.client.send(new GetObjectCommand(this.#object(picture))).catch(nullIfNoObject);
    if (found === null) return null;
    const { Body: content, ContentLength: length } = found;
    if (!(content instanceof Readable) || length === undefined) throw new TypeError('an object without body or length');
    return { length, beginning: await beginningOf(content, length), content };
  }

  async storedAt(picture: ContentHash): Promise<Instant | null> {
    const found = await this.#bucket.client.send(new HeadObjectCommand(this.#object(picture))).catch(nullIfNoObject);
    return found === null ? null : (found.LastModified?.getTime() ?? 0);
  }

  async *list(): AsyncIterable<readonly ContentHash[]> {
    const { Bucket, Key: Prefix } = this.#bucket.object('pictures', '');
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.#bucket.client }, { Bucket, Prefix })) {
      yield Contents.map(({ Key = '' }) => Key.slice(Prefix.length)).filter(isContentHash);
    }
  }

  async remove(picture: ContentHash): Promise<void> {
    await this.#bucket.client.send(new DeleteObjectCommand(this.#object(picture)));
  }

  #object(picture: ContentHash) {
    return this.#bucket.object('pictures', picture);
  }
}

/** Reads ahead without consuming the stream. */
async function beginningOf(content: Readable, length: number): Promise<Uint8Array> {
  const wanted = Math.min(BEGINNING_BYTES, length);
  const chunks: Buffer[] = [];
  let read = 0;
  while (read < wanted) {
    const chunk: Buffer | null = content.read(); // a stream without an encoding reads buffers
    if (chunk === null) {
      if (content.readableEnded) break;
      await Promise.race([once(content, 'readable'), once(content, 'end')]);
      continue;
    }
    chunks.push(chunk);
    read += chunk.length;
  }
  const beginning = Buffer.concat(chunks);
  if (beginning.length > 0) content.unshift(beginning);
  return beginning.subarray(0, BEGINNING_BYTES);
}
