import { describe, expect, test } from '@jest/globals';
import { openClient } from '../../src/database/open-client.ts';
import { bareDatabase } from '../support/database.ts';

describe('a connection of its own', () => {
  test.each([
    [
      'where nobody listens',
      'postgresql://studio:secret@localhost:1/studio',
      /^the database cannot be reached: [^\n]*ECONNREFUSED[^\n]*$/,
    ],
    [
      'to a socket that is not there',
      'postgresql://studio:secret@/studio?host=/nowhere',
      /^the database cannot be reached: [^\n]*ENOENT[^\n]*$/,
    ],
    ['by what is no URL', 'http://studio:secret@a b', /^the database cannot be reached: [^\n]*Invalid URL[^\n]*$/],
  ])('%s fails in one line, which does not tell the password', async (_, url, reason) => {
    const message = expect.stringMatching(reason);
    await expect(openClient(url)).rejects.toMatchObject({ name: 'StartError', message });
    await expect(openClient(url)).rejects.not.toThrow('secret');
  });

  test('that breaks fails only the next query', async () => {
    const database = await bareDatabase();
    const doomed = await openClient(database.url);
    const other = await openClient(database.url);
    const { rows } = await doomed.query<{ pid: number }>('select pg_backend_pid() as pid');
    const broken = new Promise((resolve) => doomed.once('end', resolve));
    await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await broken;
    await expect(doomed.query('select 1')).rejects.toThrow('not queryable');
    await other.end();
    await database.close();
  });
});
