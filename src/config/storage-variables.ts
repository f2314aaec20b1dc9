import { z } from 'zod';
import { originOfBucket, type S3Settings, type StorageSettings } from '../images/storage-settings.ts';
import { oneOf, url, visibleText } from './variable-rules.ts';

const S3 = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w!.*'()/-]{0,512}))?$/;

const storage = visibleText.refine(
  (value) => value === 'folder' || S3.test(value),
  'must be folder, or a bucket such as s3://pictures or s3://pictures/darkroom',
);

const switchedOn = oneOf(['0', '1']).transform((value) => value === '1');

export const STORAGE_VARIABLES = {
  STORAGE: storage.default('folder'),
  STORAGE_PREVIOUS: storage.nullable().default(null),
  STORAGE_DIRECT: switchedOn.default(false),
  S3_ENDPOINT: url(/^https?:\/\//, 'http://127.0.0.1:9000')
    .nullable()
    .default(null),
  S3_REGION: visibleText.default('us-east-1'),
  S3_PATH_STYLE: switchedOn.nullable().default(null),
  AWS_ACCESS_KEY_ID: visibleText.nullable().default(null),
  AWS_SECRET_ACCESS_KEY: visibleText.nullable().default(null),
  AWS_SESSION_TOKEN: visibleText.nullable().default(null),
};

type Read = z.infer<z.ZodObject<typeof STORAGE_VARIABLES>>;

/** A problem with the combination of variables; null if there is none. */
export function problemOfStorage(read: Read): string | null {
  const { STORAGE, STORAGE_PREVIOUS } = read;
  if (STORAGE_PREVIOUS === STORAGE) return 'STORAGE_PREVIOUS is the same as STORAGE: unset it, or name another';
  const isS3 = STORAGE !== 'folder' || (STORAGE_PREVIOUS ?? 'folder') !== 'folder';
  if (isS3 && (read.AWS_ACCESS_KEY_ID === null) !== (read.AWS_SECRET_ACCESS_KEY === null))
    return 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must both be set, or neither';
  if (read.STORAGE_DIRECT && STORAGE === 'folder') return 'STORAGE_DIRECT=1 needs a bucket: set STORAGE, or unset it';
  if (read.STORAGE_DIRECT && STORAGE_PREVIOUS !== null)
    return 'STORAGE_DIRECT=1 cannot reach the pictures of STORAGE_PREVIOUS: move them first, or unset it';
  return null;
}

export function storageOf(read: Read): StorageSettings {
  return settingsOf(read.STORAGE, read);
}

/** Null: browsers exchange pictures with this server. */
export function pictureOriginOf(read: Read): string | null {
  const settings = storageOf(read);
  return settings.kind === 's3' && settings.direct ? originOfBucket(settings) : null;
}

/** Null: there is none. */
export function previousStorageOf(read: Read): StorageSettings | null {
  return read.STORAGE_PREVIOUS === null ? null : settingsOf(read.STORAGE_PREVIOUS, read);
}

function settingsOf(value: string, read: Read): StorageSettings {
  const [, bucket, prefix = ''] = S3.exec(value) ?? [];
  if (bucket === undefined) return { kind: 'folder' };
  return {
    kind: 's3',
    bucket,
    prefix: prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`,
    endpoint: read.S3_ENDPOINT,
    region: read.S3_REGION,
    pathStyle: read.S3_PATH_STYLE ?? read.S3_ENDPOINT !== null,
    direct: read.STORAGE_DIRECT,
    keys: keysOf(read),
  };
}

function keysOf({
  AWS_ACCESS_KEY_ID: id,
  AWS_SECRET_ACCESS_KEY: secret,
  AWS_SESSION_TOKEN: token,
}: Read): S3Settings['keys'] {
  if (id === null || secret === null) return null;
  return { accessKeyId: id, secretAccessKey: secret, ...(token !== null && { sessionToken: token }) };
}
