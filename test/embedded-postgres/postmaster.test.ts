import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fs from 'node:fs';
import { openClient } from '../../src/database/open-client.ts';
import { layoutOf } from '../../src/embedded-postgres/cluster-layout.ts';
import { postmasterState } from '../../src/embedded-postgres/postmaster.ts';
import { processExists, processTable } from '../../src/embedded-postgres/process-table.ts';
import { type OwnCluster, ownCluster } from '../support/database.ts';
import { until } from '../support/until.ts';
import { makeZombie } from '../support/zombie.ts';
import { crash, forgePid, killPostmaster, pidFile, postmaster, serverProcesses, socketLock } from './own-server.ts';

let own: OwnCluster;
beforeAll(() => {
  own = ownCluster();
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => own.remove());

/** Gives the process id of the postmaster that was killed. */
async function crashed(): Promise<number> {
  await own.open();
  const pid = postmaster(own.folder);
  await crash(own.folder);
  return pid;
}

/** A session in a computation that does not look up. */
async function leaveOrphan(): Promise<number> {
  const cluster = await own.open();
  const client = await openClient(cluster.url('postgres'));
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const computation = client.query('do $$ begin loop end loop; end $$').catch(() => {});
  await until(() => processTable.commandLine(rows[0]?.pid ?? 0).endsWith(' DO'));
  await killPostmaster(own.folder);
  await until(() => serverProcesses(own.folder).length === 1);
  void computation.then(() => client.end());
  return rows[0]?.pid ?? 0;
}

describe('a pid file that a killed server left', () => {
  test('that names an unrelated process does not prevent the next start', async () => {
    await crashed();
    for (const file of [pidFile(own.folder), socketLock(own.folder)]) forgePid(file, process.pid);
    expect((await own.open()).startedHere).toBe(true);
  });

  test('that names a zombie does not prevent the next start', async () => {
    await crashed();
    const zombie = await makeZombie();
    for (const file of [pidFile(own.folder), socketLock(own.folder)]) forgePid(file, zombie.pid);

    expect((await own.open()).startedHere).toBe(true);
    zombie.release();
  });

  test('that names no existing process is left to PostgreSQL', async () => {
    const pid = await crashed();
    await until(() => !processExists(pid));
    expect(await postmasterState(layoutOf(own.folder))).toBe('down');
    expect(fs.existsSync(pidFile(own.folder))).toBe(true);
    expect((await own.open()).startedHere).toBe(true);
  });

  test('that is empty does not prevent the next start', async () => {
    await crashed();
    fs.truncateSync(pidFile(own.folder));
    expect((await own.open()).startedHere).toBe(true);
  });

  test('that is missing does not prevent the next start', async () => {
    await crashed();
    fs.rmSync(pidFile(own.folder));
    forgePid(socketLock(own.folder), process.pid);
    expect((await own.open()).startedHere).toBe(true);
  });
});

describe('a server without a visible process', () => {
  test('is found by its socket, for example when it runs in another container', async () => {
    const cluster = await own.open();
    const text = fs.readFileSync(pidFile(own.folder), 'utf8');
    forgePid(pidFile(own.folder), process.pid);
    expect(await postmasterState(layoutOf(own.folder))).toBe('ready');
    fs.writeFileSync(pidFile(own.folder), text);
    await cluster.stop();
  });

  test('is busy while its process exists without a pid file', async () => {
    await own.open();
    const text = fs.readFileSync(pidFile(own.folder), 'utf8');
    fs.rmSync(pidFile(own.folder));
    expect(await postmasterState(layoutOf(own.folder))).toBe('busy');
    fs.writeFileSync(pidFile(own.folder), text);
  });
});

describe('child processes of a killed postmaster', () => {
  test('are waited for', async () => {
    const orphan = await leaveOrphan();
    expect(await postmasterState(layoutOf(own.folder))).toBe('orphaned');
    const opening = own.open();
    process.kill(orphan, 'SIGKILL');
    expect((await opening).startedHere).toBe(true);
  });

  test('are waited for up to a limit', async () => {
    const orphan = await leaveOrphan();
    jest.spyOn(Date, 'now').mockReturnValueOnce(0); // the wait begins in 1970
    await expect(own.open()).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(
        /^gave up on PostgreSQL in .*: processes of a killed server are still at work there/,
      ),
    });
    process.kill(orphan, 'SIGKILL');
    await until(() => serverProcesses(own.folder).length === 0);
  });
});
