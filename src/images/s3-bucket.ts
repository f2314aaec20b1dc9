import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Settings } from './storage-settings.ts';

const CONNECT_TIMEOUT_MS = 5_000; // 5 seconds
const ANSWER_TIMEOUT_MS = 30_000; // 30 seconds, for the largest picture to be sent
const TRIES = 3;

/** A bucket with the client to it, and how its objects are named. */
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
      // Else a presigned PUT would carry the checksum of an empty body, and servers of others refuse the trailer of AWS.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: ANSWER_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
    });
  }

  /** `kind` separates pictures from uploads. */
  object(kind: 'pictures' | 'uploads', name: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.name, Key: this.#prefix + `${kind}/${name}` };
  }
}

/** The HTTP status of a refusal; null where nothing was answered. */
export function statusOf(error: unknown): number | null {
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? null) : null;
}

/** For a `catch`: null where the object does not exist; throws every other error again. */
export function nullIfNoObject(error: unknown): null {
  if (error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return null;
  throw error;
}
