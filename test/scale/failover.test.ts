import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkServer } from '../../src/database/check-server.ts';
import { ChargingLoad } from '../support/charging-load.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { SilentProxy } from '../support/silent-proxy.ts';
import { until } from '../support/until.ts';
import { expectExact } from './expect-exact.ts';
import { type Served, Site } from './site.ts';

const GRANTED = 1_000_000;
const CALLERS = 12;
/** A request waits for a connection and for an answer twice: to check the credential, then to execute the operation. */
const ANSWER_MS = 26_000;
/** From the promotion of the standby to the next charge, if the servers have the list of hosts. */
const CHARGED_AGAIN_MS = 1_000;

/** A primary, its synchronous standby, and the servers of Darkroom that use whichever of the two is the primary. */
interface Trial {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  readonly servers: readonly Served[];
  readonly load: ChargingLoad;
}

let site: Site;
beforeEach(() => {
  site = new Site();
});
afterEach(() => site.remove(), 60_000);

async function openPair(): Promise<Pick<Trial, 'primary' | 'standby'>> {
  const primary = await site.primary([`synchronous_standby_names = 'standby'`]);
  const standby = await site.standby(primary, [`synchronous_standby_names = ''`]);
  await until(async () => {
    const [first] = await primary.ask<{ state: string }>('select sync_state as state from pg_stat_replication');
    return first?.state === 'sync';
  });
  await primary.makeDatabase('darkroom');
  return { primary, standby };
}

const readiness = async ({ url }: Served): Promise<number> => (await fetch(`${url}/readyz`)).status;

/** Both servers connect to an address that moves from the primary to the standby: a proxy. */
async function expectAddressFailover(fall: (trial: Trial, way: SilentProxy) => Promise<void>): Promise<void> {
  const pair = await openPair();
  const way = await site.proxy(pair.primary.url('darkroom'));
  await expectFailover(pair, way.url(pair.primary.url('darkroom')), (trial) => fall(trial, way));
}

/** Both servers are given the list of hosts. `fall` promotes the standby last. */
async function expectListFailover(fall: (trial: Trial) => Promise<void>): Promise<void> {
  const pair = await openPair();
  let chargedAgainMs = Infinity;
  await expectFailover(pair, listOf(pair.primary, pair.standby), async (trial) => {
    await fall(trial);
    const promotedAt = performance.now();
    await trial.load.goesOn(1);
    chargedAgainMs = performance.now() - promotedAt;
    process.stdout.write(`charged again ${Math.round(chargedAgainMs)} ms after the promotion\n`);
  });
  expect(chargedAgainMs).toBeLessThan(CHARGED_AGAIN_MS);
}

const listOf = (...servers: readonly PostgresServer[]): string =>
  `postgresql://darkroom@${servers.map(({ port }) => `127.0.0.1:${port}`).join(',')}/darkroom?sslmode=disable`;

/** Both servers charge again after the failover, and no charge that was answered is lost. */
async function expectFailover(
  { primary, standby }: Pick<Trial, 'primary' | 'standby'>,
  databaseUrl: string,
  fall: (trial: Trial) => Promise<void>,
): Promise<void> {
  const servers = [await site.serve(databaseUrl)];
  servers.push(await site.serve(databaseUrl));
  const [first] = servers as [Served]; // just started
  const projectIds: string[] = [];
  for (const name of ['one', 'two', 'three']) projectIds.push(await site.project(first, name, GRANTED));
  const followers = servers.flatMap((_, at) => projectIds.map((projectId) => site.follow(projectId, servers, at)));
  const clients = () => servers.map(({ client }) => client);
  const load = new ChargingLoad({ clients, projectIds, callers: CALLERS });
  await load.goesOn(300);

  const fellAt = performance.now();
  await fall({ primary, standby, servers, load });
  for (const server of servers) await until(async () => (await readiness(server)) === 200);
  await load.goesOn(300);
  const downMs = performance.now() - fellAt;
  await load.stop();
  await expectExact(standby, load, followers);
  expect(load.longestCallMs).toBeLessThan(ANSWER_MS);
  const told = `${load.charged.size} charges, ${load.unknown} calls without an outcome, the longest ${Math.round(load.longestCallMs)} ms`;
  process.stdout.write(`${expect.getState().currentTestName}: ${told}; 300 more after ${Math.round(downMs)} ms\n`);
}

describe('an address that moves to the standby', () => {
  test('the primary is killed: no charge that was answered is lost, and subscribers have no gap', async () => {
    await expectAddressFailover(async ({ primary, standby }, way) => {
      primary.signalAll('SIGKILL');
      standby.promote();
      way.leadTo(standby.url('darkroom'));
    });
  });

  test('the primary stops responding without closing a connection: no charge that was answered is lost', async () => {
    await expectAddressFailover(async ({ primary, standby }, way) => {
      way.fallSilent();
      primary.signalAll('SIGSTOP');
      standby.promote();
      way.leadTo(standby.url('darkroom'));
      way.comeBack();
    });
  });

  test('the address moves before the standby is promoted: charges have an unknown outcome, and no server is ready', async () => {
    await expectAddressFailover(async ({ primary, standby, servers, load }, way) => {
      way.leadTo(standby.url('darkroom'));
      primary.signalAll('SIGKILL');
      for (const server of servers) await until(async () => (await readiness(server)) === 503);
      await load.isRefused(CALLERS); // any other answer than UNAVAILABLE ends the load
      for (const [index, { client }] of servers.entries()) {
        const projectId = [...load.charged.values()][0]?.projectId ?? '';
        const input = { projectId, idempotencyKey: `in recovery ${index}`, prompt: 'a ring' };
        expect(await client.codeOf(performPrompt, { input })).toBe('UNAVAILABLE');
        expect(['no error', 'UNAVAILABLE']).toContain(await client.codeOf(ledgerOf, { id: projectId }));
      }
      standby.promote();
    });
  });

  test('the standby is promoted while the old primary runs: no charge that only the old primary committed was answered', async () => {
    await expectAddressFailover(async ({ primary, standby, load }, way) => {
      standby.promote();
      way.leadTo(standby.url('darkroom'));
      await load.isRefused(CALLERS); // through connections to the old primary, which waits for its standby
      await load.goesOn(100);
      primary.signalAll('SIGKILL');
    });
  });
});

describe('a list of hosts', () => {
  test('the primary is killed: charges continue within a second of the promotion, and no acknowledged charge is lost', async () => {
    await expectListFailover(async ({ primary, standby, load }) => {
      primary.signalAll('SIGKILL');
      await load.isRefused(CALLERS);
      standby.promote();
    });
  });

  test('the primary hangs without closing a connection: charges continue within a second of the promotion', async () => {
    await expectListFailover(async ({ primary, standby }) => {
      primary.signalAll('SIGSTOP');
      standby.promote();
    });
  });

  test('the primary hangs long before the standby is promoted: charges continue within a second of the promotion', async () => {
    await expectListFailover(async ({ primary, standby, load, servers }) => {
      primary.signalAll('SIGSTOP');
      await load.isRefused(2 * CALLERS);
      for (const server of servers) await until(async () => (await readiness(server)) === 503);
      standby.promote();
    });
  });

  test('the primary is shut down cleanly, as in a switchover: charges continue within a second of the promotion', async () => {
    await expectListFailover(async ({ primary, standby }) => {
      await primary.stop('SIGINT');
      standby.promote();
    });
  });

  test('the old primary still accepts connections: both servers switch to the primary with the newer timeline', async () => {
    await expectListFailover(async ({ standby }) => {
      standby.promote();
    });
  });

  test('servers of different clusters are refused at the start', async () => {
    const [one, other] = [await site.primary(), await site.primary()];
    await one.makeDatabase('darkroom');
    await other.makeDatabase('darkroom');
    await expect(checkServer(listOf(one, other))).rejects.toThrow('DATABASE_URL lists servers of different clusters');
    const standby = await site.standby(one, []);
    await expect(checkServer(listOf(standby, one))).resolves.toEqual([]);
    await one.stop();
    await expect(checkServer(listOf(standby, one))).rejects.toThrow(
      /no server in DATABASE_URL takes writes .*a standby/,
    );
  });
});
