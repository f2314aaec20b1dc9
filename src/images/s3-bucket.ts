import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Settings } from './storage-settings.ts';

const CONNECT_TIMEOUT_MS = 5_000; // 5 seconds
const ANSWER_TIMEOUT_MS = 30_000; // 30 seconds, enough to send the largest picture
const TRIES = 3;

/** A bucket, its client and the names of its objects. */
export class S3Bucket {
  readonly client: S3Client;
  readonly name: string;
  readonly #prefix: string;

  constructor(settings: S3Settings) {
    const { bucket, prefix, endpoint, region, pathStyle, keys } = settings;
    this.name = bucket;
    this.#prefix = prefix;
    this.client = new S3Client({
      region,
      forcePathStyle: pathStyle,
      ...(endpoint !== null && { endpoint }),
      ...(keys !== null && { credentials: keys }),
      maxAttempts: TRIES,
      // By default the SDK adds checksum trailers, which servers other than AWS reject, and presigns the checksum of an empty body.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: ANSWER_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
    });
  }

  /** The key of an object; `kind` is the first path segment after the prefix. */
  object(kind: 'pictures' | 'uploads', name: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.name, Key: this.#prefix + `${kind}/${name}` };
  }
}

/** The HTTP status of an error; null if there was no response. */
export function statusOf(error: unknown): number | null {
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? null) : null;
}

/** A rejection handler: returns null if the object does not exist, and rethrows any other error. */
export function nullIfNoObject(error: unknown): null {
  if (error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return null;
  throw error;
}
