import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { transactionsCsv, type TransactionsRequest } from '../../src/export/transactions-csv.ts';
import type { ProjectId } from '../../src/ids.ts';
import { alone, LedgerWorld } from '../support/ledger-world.ts';

const LINES = 2_301;
const writeIds = { transaction: () => 'txn', action: () => 'act', apiKey: () => 'key' };

let world: LedgerWorld;
let projectId: ProjectId;
beforeAll(async () => {
  world = await LedgerWorld.open();
  projectId = await world.newProject();
  const store = world.store();
  await store.apply([alone(world.grant(projectId, 10_000))]);
  for (let written = 1; written < LINES; written += 100) {
    await store.apply(Array.from({ length: 100 }, () => alone(world.charge(projectId, 1))));
  }
});
afterAll(() => world.close());

function everything(): TransactionsRequest {
  const filter = { kinds: null, actionKinds: null, actors: null, from: null, to: null };
  return { projectId, through: LINES, filter };
}

async function textOf(wish: TransactionsRequest): Promise<string> {
  let text = '';
  for await (const chunk of transactionsCsv(world.history, wish, writeIds)) text += chunk;
  return text;
}

test('a long history is written completely, newest first, each transaction once', async () => {
  const text = await textOf(everything());
  const records = text.split('\r\n');
  expect(records.at(-1)).toBe('');
  const sequences = records.slice(1, -1).map((record) => Number(record.split(',')[7]));
  expect(sequences).toEqual(Array.from({ length: LINES }, (_, place) => LINES - place));
});

test('transactions written after the request are not in the file', async () => {
  const text = await textOf({ ...everything(), through: 3 });
  expect(text.split('\r\n').length).toBe(1 + 3 + 1);
});

test('only as much is read as is downloaded, and an aborted download reads no more', async () => {
  const pages = jest.spyOn(world.history, 'entryPage');
  const file = Readable.from(transactionsCsv(world.history, everything(), writeIds), { objectMode: false });
  const chunks = file[Symbol.asyncIterator]();
  const { value: head } = await chunks.next();
  expect(String(head)).toMatch(/^\uFEFFtime,kind,/);
  const readAhead = pages.mock.calls.length;
  expect(readAhead).toBeLessThanOrEqual(2); // of 5: what the stream holds ready
  await chunks.return?.();
  expect(file.destroyed).toBe(true);
  expect(pages.mock.calls.length).toBe(readAhead);
});
