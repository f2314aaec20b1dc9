import { randomBytes } from 'node:crypto';
import type { S3Settings } from '../../src/images/storage-settings.ts';

/** The server of the run. */
export interface S3Server {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const VARIABLE = 'DARKROOM_TEST_S3';

export function publishS3Server(server: S3Server): void {
  process.env[VARIABLE] = JSON.stringify(server);
}

export function s3Server(): S3Server {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('no server of S3 has been started: start the tests by `npm run test:s3`');
  const server: S3Server = JSON.parse(text);
  return server;
}

/** A new bucket on it, which is yet to be created. */
export function newBucket(change: Partial<S3Settings> = {}): S3Settings {
  const { endpoint, accessKeyId, secretAccessKey } = s3Server();
  return {
    kind: 's3',
    bucket: `pictures-${randomBytes(6).toString('hex')}`,
    prefix: 'darkroom/',
    endpoint,
    region: 'us-east-1',
    pathStyle: true,
    direct: false,
    keys: { accessKeyId, secretAccessKey },
    ...change,
  };
}

/** As the environment of a process names a bucket. */
export function variablesOf({ bucket, prefix, endpoint, keys }: S3Settings): Record<string, string> {
  return {
    STORAGE: `s3://${bucket}/${prefix}`,
    S3_ENDPOINT: endpoint ?? '',
    AWS_ACCESS_KEY_ID: keys?.accessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: keys?.secretAccessKey ?? '',
  };
}
