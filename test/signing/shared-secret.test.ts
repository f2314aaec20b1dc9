import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { sharedSecret } from '../../src/signing/shared-secret.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let source: TestDatabase;
let processes: Database[];

beforeEach(async () => {
  source = await testDatabase();
  processes = Array.from({ length: 4 }, () => openDatabase(source.url));
});
afterEach(async () => {
  await Promise.all(processes.map((database) => database.close()));
  await source.close();
});

test('processes that start at the same time share one secret of 32 bytes', async () => {
  const asked = [...processes, ...processes].map((database) => sharedSecret(database, 'urls', randomBytes, Date.now));
  const secrets = (await Promise.all(asked)).map((secret) => secret.toString('hex'));
  expect(secrets[0]).toMatch(/^[\da-f]{64}$/);
  expect(new Set(secrets).size).toBe(1);
});

test('a later process gets the existing secret, and each purpose has its own', async () => {
  const [first, second] = processes;
  if (!first || !second) throw new Error('there are four');
  const urls = await sharedSecret(
    first,
    'urls',
    () => new Uint8Array(32).fill(1),
    () => 0,
  );
  expect(
    await sharedSecret(
      second,
      'urls',
      () => new Uint8Array(32).fill(2),
      () => 0,
    ),
  ).toEqual(urls);
  expect(
    await sharedSecret(
      second,
      'tokens',
      () => new Uint8Array(32).fill(3),
      () => 0,
    ),
  ).toEqual(Buffer.alloc(32, 3));
  expect(urls).toEqual(Buffer.alloc(32, 1));
});
