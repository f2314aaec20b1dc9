import { expect, test } from '@jest/globals';
import path from 'node:path';
import { readConfig } from '../../src/config/config.ts';

const checkout = path.join(import.meta.dirname, '../..');

test.each([
  ['STORAGE', 'disk', 'STORAGE must be folder, or a bucket such as s3://pictures'],
  ['STORAGE', 's3://Pictures', 'STORAGE must be folder, or a bucket such as s3://pictures'],
  ['STORAGE', 's3://a..b/../c?d', 'STORAGE must be folder, or a bucket'],
  ['STORAGE_PREVIOUS', 'folder', 'STORAGE_PREVIOUS is the same as STORAGE'],
  ['STORAGE_DIRECT', '1', 'STORAGE_DIRECT=1 needs a bucket'],
  ['S3_PATH_STYLE', 'yes', 'S3_PATH_STYLE must be one of 0, 1'],
])('%s=%j is refused with what is allowed', (name, value, message) => {
  expect(() => readConfig({ [name]: value }, checkout)).toThrow(message);
});

test('STORAGE names a bucket with a prefix, in the path of a server of its own, with keys or without', () => {
  const storageOf = (variables: Record<string, string>) => readConfig(variables, checkout).storage;
  expect(storageOf({})).toEqual({ kind: 'folder' });
  const plain = {
    bucket: 'pictures',
    prefix: '',
    endpoint: null,
    region: 'us-east-1',
    pathStyle: false,
    direct: false,
    keys: null,
  };
  expect(storageOf({ STORAGE: 's3://pictures' })).toEqual({ kind: 's3', ...plain });
  const own = { S3_ENDPOINT: 'http://127.0.0.1:9000', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
  expect(storageOf({ STORAGE: 's3://pictures/a/b/', ...own })).toMatchObject({
    prefix: 'a/b/',
    endpoint: 'http://127.0.0.1:9000',
    pathStyle: true,
    keys: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  const direct = { STORAGE: 's3://pictures', STORAGE_DIRECT: '1' };
  expect(storageOf(direct)).toMatchObject({ direct: true });
  expect(() => storageOf({ ...direct, STORAGE_PREVIOUS: 'folder' })).toThrow(
    'cannot reach the pictures of STORAGE_PREVIOUS',
  );
  expect(() => storageOf({ STORAGE: 's3://pictures', AWS_ACCESS_KEY_ID: 'id' })).toThrow(
    'must both be set, or neither',
  );
});

test.each([
  [{}, null],
  [{ STORAGE: 's3://pictures' }, null],
  [
    { STORAGE: 's3://pictures', STORAGE_DIRECT: '1', S3_REGION: 'eu-central-1' },
    'https://pictures.s3.eu-central-1.amazonaws.com',
  ],
  [
    { STORAGE: 's3://pictures', STORAGE_DIRECT: '1', S3_ENDPOINT: 'https://s3.example:9000/x' },
    'https://s3.example:9000',
  ],
])('with %j browsers exchange pictures with %j', (variables, origin) => {
  expect(readConfig(variables, checkout).pictureOrigin).toBe(origin);
});
