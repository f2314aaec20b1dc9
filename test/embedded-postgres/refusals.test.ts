import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { openCluster } from '../../src/embedded-postgres/cluster.ts';
import { layoutOf } from '../../src/embedded-postgres/cluster-layout.ts';
import { type OwnCluster, ownCluster } from '../support/database.ts';
import { runModule } from '../support/node-process.ts';

const [describeAsRoot, describeAsUser] =
  process.getuid?.() === 0 ? [describe, describe.skip] : [describe.skip, describe];

let own: OwnCluster;
beforeEach(() => {
  own = ownCluster();
});
afterEach(() => {
  fs.chmodSync(own.folder, 0o755);
  return own.remove();
});

function pretendDataOf(majorVersion: string): void {
  fs.mkdirSync(path.join(own.folder, 'data'), { recursive: true });
  fs.writeFileSync(path.join(own.folder, 'data/PG_VERSION'), `${majorVersion}\n`);
}

function refusal(message: unknown): object {
  return { name: 'StartError', message };
}

describe('an embedded cluster refuses', () => {
  test('data of another major version of PostgreSQL, and names both', async () => {
    pretendDataOf('9');
    await expect(own.open()).rejects.toMatchObject(
      refusal(
        `the database in ${own.folder}/data was made by PostgreSQL 9, and Darkroom now comes with PostgreSQL 18: ` +
          'move its content over with pg_dump, or move the folder away to begin an empty one',
      ),
    );
  });

  test('a folder that cannot be made', async () => {
    fs.mkdirSync(own.folder, { recursive: true });
    const folder = path.join(own.folder, 'file/below');
    fs.writeFileSync(path.dirname(folder), '');
    await expect(openCluster({ folder, durable: true })).rejects.toMatchObject(
      refusal(`the database cannot live in ${folder}: ENOTDIR: not a directory, mkdir '${folder}'`),
    );
  });

  test('a folder for its socket that others can enter', async () => {
    fs.mkdirSync(own.folder, { recursive: true });
    const { socketFolder } = layoutOf(own.folder);
    fs.mkdirSync(socketFolder);
    fs.chmodSync(socketFolder, 0o777);
    await expect(own.open()).rejects.toMatchObject(
      refusal(
        `the folder ${socketFolder} is open to others or belongs to another account, so the database cannot use it: remove it`,
      ),
    );
  });

  test('programs that do not run on this machine', async () => {
    pretendDataOf('9');
    await expect(own.open()).rejects.toThrow('PostgreSQL 9'); // and has the programs copied by then
    const programs = fs.readdirSync(own.folder).find((name) => name.startsWith('postgresql-')) ?? '';
    fs.writeFileSync(path.join(own.folder, programs, 'bin/postgres'), '#!/nowhere/sh\n');
    await expect(own.open()).rejects.toMatchObject(
      refusal(
        expect.stringMatching(
          /^the PostgreSQL that comes with Darkroom does not run here \(.*ENOENT\): .*DATABASE_URL$/,
        ),
      ),
    );
  });
});

describeAsUser('an embedded cluster of a user', () => {
  test('refuses a folder without write permission', async () => {
    fs.mkdirSync(own.folder, { recursive: true });
    fs.chmodSync(own.folder, 0o500);
    const folder = path.join(own.folder, 'below');
    await expect(openCluster({ folder, durable: true })).rejects.toMatchObject(
      refusal(`the database cannot live in ${folder}: EACCES: permission denied, mkdir '${folder}'`),
    );
  });
});

describeAsRoot("root's embedded cluster", () => {
  test('refuses a folder that the account which runs PostgreSQL for root cannot reach', async () => {
    fs.mkdirSync(own.folder, { recursive: true });
    fs.chmodSync(own.folder, 0o700);
    const below = path.join(own.folder, 'below');
    await expect(openCluster({ folder: below, durable: true })).rejects.toMatchObject(
      refusal(
        expect.stringMatching(
          `^the account "(postgres|nobody)", which runs PostgreSQL for root, cannot enter ${own.folder}: ` +
            `chmod o\\+x ${own.folder}, or keep the data elsewhere \\(DATA_DIR\\)$`,
        ),
      ),
    );
  });

  test('makes folders that the account can enter, however strict its umask', async () => {
    const ran = runModule(
      `import { openCluster } from ${JSON.stringify(path.resolve('src/embedded-postgres/cluster.ts'))};
       process.umask(0o077);
       const cluster = await openCluster({ folder: ${JSON.stringify(path.join(own.folder, 'below'))}, durable: true });
       await cluster.stop();`,
    );
    expect(await ran.ended).toMatchObject({ code: 0 });
  });

  test('takes the folder for its socket over from another start that has just made it', async () => {
    fs.mkdirSync(own.folder, { recursive: true });
    fs.mkdirSync(path.join(own.folder, 'socket'), { mode: 0o700 });
    expect((await own.open()).startedHere).toBe(true);
  });

  test('runs as the owner of the data', async () => {
    await (await own.open()).stop();
    const data = path.join(own.folder, 'data');
    const socket = path.join(own.folder, 'socket');
    for (const name of fs.readdirSync(data, { recursive: true, encoding: 'utf8' }))
      fs.chownSync(path.join(data, name), 65533, 65533);
    for (const file of [data, socket]) fs.chownSync(file, 65533, 65533);

    expect((await own.open()).startedHere).toBe(true);
    expect(fs.statSync(path.join(socket, '.s.PGSQL.5432')).uid).toBe(65533);
  });
});
