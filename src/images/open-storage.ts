import path from 'node:path';
import type { Instant } from '../instant.ts';
import { StartError } from '../start-error.ts';
import type { DirectTransfers } from './direct-transfers.ts';
import { FolderStorage } from './folder-storage.ts';
import type { PictureStorage } from './picture-storage.ts';
import { nameOfStorage, type S3Settings, type StorageSettings } from './storage-settings.ts';

interface StorageParts {
  /** A folder storage keeps its pictures in the subfolder `pictures`. */
  readonly dataFolder: string;
  readonly clock: () => Instant;
}

/** Throws StartError if the bucket does not exist or rejects the credentials. An unreachable bucket does not prevent a start. */
export async function openStorage(
  settings: StorageSettings,
  { dataFolder, clock }: StorageParts,
): Promise<PictureStorage> {
  return settings.kind === 'folder'
    ? FolderStorage.open(path.join(dataFolder, 'pictures'), { clock })
    : openS3(settings);
}

/** Null: clients send and fetch pictures through this server. */
export async function openTransfers(settings: StorageSettings): Promise<DirectTransfers | null> {
  if (settings.kind === 'folder' || !settings.direct) return null;
  const [{ S3Bucket }, { S3Transfers }] = await Promise.all([import('./s3-bucket.ts'), import('./s3-transfers.ts')]);
  return new S3Transfers(new S3Bucket(settings));
}

/** The AWS SDK is loaded only here and in `openTransfers`. */
async function openS3(settings: S3Settings): Promise<PictureStorage> {
  const [{ HeadBucketCommand }, { S3Bucket, statusOf }, { S3Storage }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('./s3-bucket.ts'),
    import('./s3-storage.ts'),
  ]);
  const bucket = new S3Bucket(settings);
  try {
    await bucket.client.send(new HeadBucketCommand({ Bucket: settings.bucket }));
  } catch (error) {
    const status = statusOf(error);
    if (status !== null && status < 500) throw refusedBucket(settings, status);
    if (error instanceof Error && error.name === 'CredentialsProviderError') throw noCredentials(settings);
  }
  return new S3Storage(bucket);
}

function refusedBucket(settings: S3Settings, status: number): StartError {
  const at = `${nameOfStorage(settings)} at ${settings.endpoint ?? `AWS, ${settings.region}`}`;
  if (status === 404) return new StartError(`the bucket of ${at} does not exist: create it, or correct STORAGE`);
  if (status === 403) {
    return new StartError(
      `${at} refuses the credentials: they must allow ListBucket, GetObject, PutObject and DeleteObject`,
    );
  }
  return new StartError(`${at} answers ${status}: check S3_REGION, S3_ENDPOINT and S3_PATH_STYLE`);
}

function noCredentials(settings: S3Settings): StartError {
  return new StartError(
    `no credentials for ${nameOfStorage(settings)}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role`,
  );
}
