import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openClient } from '../../src/database/open-client.ts';
import { openCluster } from '../../src/embedded-postgres/cluster.ts';
import { layoutOf } from '../../src/embedded-postgres/cluster-layout.ts';
import { postmasterPid } from '../../src/embedded-postgres/postmaster.ts';
import { defaultStateFolder } from '../../src/config/state-folder.ts';
import { runModule } from './node-process.ts';
import { joinTestCluster, removeCluster } from './test-cluster.ts';
import { until } from './until.ts';

let checkout: string;
let folder: string;
beforeEach(() => {
  checkout = fs.mkdtempSync(path.join(os.tmpdir(), 'darkroom-checkout-'));
  folder = path.join(defaultStateFolder(checkout), 'test');
});
afterEach(async () => {
  await removeCluster(folder);
  fs.rmSync(defaultStateFolder(checkout), { recursive: true, force: true });
  fs.rmSync(checkout, { recursive: true });
});

function isRunning(): boolean {
  return postmasterPid(layoutOf(folder)) !== null;
}

async function databases(url: string): Promise<string[]> {
  const client = await openClient(url);
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^run_'`,
  );
  await client.end();
  return rows.map(({ name }) => name);
}

describe('the cluster of the tests', () => {
  test('is shared by runs at the same time, and the last to leave stops it', async () => {
    const first = await joinTestCluster(checkout);
    const second = await joinTestCluster(checkout);
    await first.cluster.ensureDatabase(`${first.prefix}a`);
    await second.cluster.ensureDatabase(`${second.prefix}b`);

    await first.leave();
    expect(await databases(second.cluster.url('postgres'))).toEqual([`${second.prefix}b`]);
    await second.leave();
    expect(isRunning()).toBe(false);
  });

  test('is started again by whoever comes while the last one leaves', async () => {
    const cluster = await openCluster({ folder, durable: false });
    const last = await openClient(cluster.url('postgres'));
    await last.query('select pg_advisory_lock(1)'); // the lock under which the last one stops the cluster
    const coming = joinTestCluster(checkout);
    await until(async () => (await last.query('select from pg_locks where not granted')).rowCount === 1);
    await cluster.stop();
    await last.end();

    const stay = await coming;
    expect(stay.cluster.startedHere).toBe(true);
    await stay.leave();
    expect(isRunning()).toBe(false);
  });

  test('is rid of what a killed run left, its databases and its clusters', async () => {
    const killed = runModule(
      `import { joinTestCluster } from ${JSON.stringify(path.resolve('test/support/test-cluster.ts'))};
       import { openCluster } from ${JSON.stringify(path.resolve('src/embedded-postgres/cluster.ts'))};
       const stay = await joinTestCluster(${JSON.stringify(checkout)});
       await stay.cluster.ensureDatabase(stay.prefix + 'left');
       await openCluster({ folder: stay.ownFolder + '/' + stay.prefix + 'left', durable: false });
       console.log('at work');
       setInterval(() => {}, 1000);`,
    );
    await killed.says('at work');
    killed.kill('SIGKILL');
    await killed.ended;
    const [left] = fs.readdirSync(path.join(folder, 'own'));
    const leftServer = postmasterPid(layoutOf(path.join(folder, 'own', left ?? '')));
    expect(leftServer).not.toBeNull();

    const next = await joinTestCluster(checkout);
    expect(await databases(next.cluster.url('postgres'))).toEqual([]);
    expect(fs.readdirSync(path.join(folder, 'own'))).toEqual([]);
    await next.leave();
  });
});
