import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import path from 'node:path';
import { openClient } from '../../src/database/open-client.ts';
import { holdServerGuard } from '../../src/database/server-guard.ts';
import { bareDatabase, type TestDatabase } from '../support/database.ts';
import { runModule } from '../support/node-process.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await bareDatabase();
});
afterEach(() => database.close());

function holdElsewhere() {
  return runModule(
    `import { holdServerGuard } from ${JSON.stringify(path.resolve('src/database/server-guard.ts'))};
     await holdServerGuard(${JSON.stringify(database.url)});
     console.log('held');
     setInterval(() => {}, 1000);`,
  );
}

describe('the guard of a server', () => {
  test('is held by one server of a database, and the next is told by which', async () => {
    const other = holdElsewhere();
    await other.says('held');
    await expect(holdServerGuard(database.url)).rejects.toMatchObject({
      name: 'StartError',
      message: `another Darkroom server already runs on this data (process ${other.pid})`,
    });
    other.kill('SIGKILL');
    await other.ended;
  });

  test('is released when the process that held it is killed', async () => {
    const other = holdElsewhere();
    await other.says('held');
    other.kill('SIGKILL');
    await other.ended;
    const guard = await until(() => holdServerGuard(database.url).catch(() => null)); // the session ends a moment later
    await expect(guard.release()).resolves.toBeUndefined();
  });

  test('is free again when it was released', async () => {
    await (await holdServerGuard(database.url)).release();
    const guard = await holdServerGuard(database.url);
    await expect(holdServerGuard(database.url)).rejects.toThrow('another Darkroom server');
    await guard.release();
  });

  test('of one database does not affect the server of another', async () => {
    const neighbour = await bareDatabase();
    const guard = await holdServerGuard(database.url);
    const other = await holdServerGuard(neighbour.url);
    await expect(holdServerGuard(database.url)).rejects.toThrow('another Darkroom server');
    await guard.release();
    await other.release();
    await neighbour.close();
  });

  test('can be released after the database was stopped', async () => {
    const guard = await holdServerGuard(database.url);
    const admin = await openClient(database.url);
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    await admin.end();
    await expect(guard.release()).resolves.toBeUndefined();
  });
});
