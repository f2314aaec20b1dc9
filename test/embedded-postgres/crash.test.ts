import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import { openClient } from '../../src/database/open-client.ts';
import { openCluster } from '../../src/embedded-postgres/cluster.ts';
import { processTable } from '../../src/embedded-postgres/process-table.ts';
import { type OwnCluster, ownCluster } from '../support/database.ts';
import { until } from '../support/until.ts';
import { crash, openElsewhere, postmaster } from './own-server.ts';

describe('the server of an embedded cluster', () => {
  let own: OwnCluster;
  beforeAll(() => {
    own = ownCluster();
  });
  afterAll(() => own.remove());

  test('outlives the kill of the process that started it, and is found by the next', async () => {
    const starter = openElsewhere(own.folder);
    await starter.says('opened: started');
    const pid = postmaster(own.folder);
    starter.kill('SIGKILL');
    await starter.ended;

    const cluster = await own.open();
    expect(cluster.startedHere).toBe(false);
    expect(postmaster(own.folder)).toBe(pid);
    await cluster.stop();
  });

  test('starts again after its postmaster was killed, with everything that was committed', async () => {
    const cluster = await own.open();
    const client = await openClient(cluster.url('postgres'));
    await client.query('create table pictures as select 42 as id');
    await crash(own.folder);
    await client.end();

    expect((await own.open()).startedHere).toBe(true);
    const next = await openClient(cluster.url('postgres'));
    expect((await next.query('select id from pictures')).rows).toEqual([{ id: 42 }]);
    await next.end();
  });

  test('recovers from an immediate stop', async () => {
    const cluster = await own.open();
    await cluster.stop('immediate');
    expect(fs.readFileSync(`${own.folder}/log`, 'utf8')).toContain('immediate shutdown request');
    expect((await own.open()).startedHere).toBe(true);
  });

  test('says why it cannot start in one line, with the place of its log', async () => {
    await (await own.open()).stop();
    const { folder } = own;
    const saying = (reason: string) =>
      `^PostgreSQL did not start in ${folder}: .*${reason}.*; its log is ${folder}/log$`;

    fs.chmodSync(`${folder}/data`, 0o755);
    const refused = { name: 'StartError', message: expect.stringMatching(saying('data" has invalid permissions')) };
    await expect(own.open()).rejects.toMatchObject(refused);

    fs.chmodSync(`${folder}/data`, 0o700);
    fs.rmSync(`${folder}/data/global/pg_control`);
    const broken = { name: 'StartError', message: expect.stringMatching(saying('could not open file.*pg_control')) };
    await expect(own.open()).rejects.toMatchObject(broken);
  });
});

describe('a new embedded cluster', () => {
  let own: OwnCluster;
  beforeEach(() => {
    own = ownCluster();
  });
  afterEach(() => own.remove());

  test('starts once when three processes start it in the same new folder', async () => {
    const starters = [1, 2, 3].map(() => openElsewhere(own.folder));
    await Promise.all(starters.map((starter) => starter.says('opened: ')));
    for (const starter of starters) starter.kill('SIGKILL');
    const endings = await Promise.all(starters.map((starter) => starter.ended));

    expect(endings.filter(({ output }) => output.includes('opened: started'))).toHaveLength(1);
    const programs = expect.stringMatching(/^postgresql-[^-]+-\w+\.\d+$/); // and no unfinished copy
    expect(fs.readdirSync(own.folder).toSorted()).toEqual(['data', 'log', programs, 'socket']);
  });

  test('starts once when one process opens it several times at once', async () => {
    const open = () => openCluster({ folder: own.folder, durable: false });
    const clusters = await Promise.all([open(), open(), open()]);
    expect(clusters.filter(({ startedHere }) => startedHere)).toHaveLength(1);
  });

  test('says in one line that initdb was killed, and starts the next time', async () => {
    const opening = own.open();
    const outcome = opening.catch((error: unknown) => error);
    process.kill(await until(() => initdbOf(own.folder)), 'SIGKILL');
    expect(await outcome).toMatchObject({
      name: 'StartError',
      message: `PostgreSQL could not make a database in ${own.folder}/data: initdb was ended by SIGKILL`,
    });
    expect(fs.readdirSync(own.folder).filter((name) => name.startsWith('data'))).toEqual([]);
    expect((await own.open()).startedHere).toBe(true);
  });

  test('starts after the process that made its data was killed, and removes what that left', async () => {
    const starter = openElsewhere(own.folder);
    const initdb = await until(() => initdbOf(own.folder));
    starter.kill('SIGKILL');
    process.kill(initdb, 'SIGKILL');
    await starter.ended;
    expect(fs.readdirSync(own.folder)).toContainEqual(expect.stringMatching(/^data\.\d+-/));

    expect((await own.open()).startedHere).toBe(true);
    expect(fs.readdirSync(own.folder).filter((name) => name.startsWith('data'))).toEqual(['data']);
  });
});

function initdbOf(folder: string): number | null {
  const isInitdb = (command: string) => command.includes(`bin/initdb -D ${folder}/data.`);
  return [...processTable.commandLines()].find(([, command]) => isInitdb(command))?.[0] ?? null;
}
