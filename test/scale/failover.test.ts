import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ChargingLoad } from '../support/charging-load.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { SilentProxy } from '../support/silent-proxy.ts';
import { until } from '../support/until.ts';
import { expectExact } from './expect-exact.ts';
import { type Served, Site } from './site.ts';

const GRANTED = 1_000_000;
const CALLERS = 12;
/** A connection to wait for and an answer to wait for, twice: for the credential, then for what was asked. */
const ANSWER_MS = 26_000;

/** A primary, its synchronous standby, and the way by which both servers reach whichever is in charge. */
interface Trial {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  readonly way: SilentProxy;
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

/** Charges go on through both servers once another primary is in charge, and not one that was answered is lost. */
async function expectFailover(fall: (trial: Trial) => Promise<void>): Promise<void> {
  const { primary, standby } = await openPair();
  const way = await site.proxy(primary.url('darkroom'));
  const servers = [await site.serve(way.url(primary.url('darkroom')))];
  servers.push(await site.serve(way.url(primary.url('darkroom'))));
  const [first] = servers as [Served]; // just started
  const projectIds: string[] = [];
  for (const name of ['one', 'two', 'three']) projectIds.push(await site.project(first, name, GRANTED));
  const followers = servers.flatMap((_, at) => projectIds.map((projectId) => site.follow(projectId, servers, at)));
  const clients = () => servers.map(({ client }) => client);
  const load = new ChargingLoad({ clients, projectIds, callers: CALLERS });
  await load.goesOn(300);

  const fellAt = performance.now();
  await fall({ primary, standby, way, servers, load });
  for (const server of servers) await until(async () => (await readiness(server)) === 200);
  await load.goesOn(300);
  const downMs = performance.now() - fellAt;
  await load.stop();
  await expectExact(standby, load, followers);
  expect(load.longestCallMs).toBeLessThan(ANSWER_MS);
  const told = `${load.charged.size} charges, ${load.unknown} calls without an outcome, the longest ${Math.round(load.longestCallMs)} ms`;
  process.stdout.write(`${expect.getState().currentTestName}: ${told}; 300 more after ${Math.round(downMs)} ms\n`);
}

test('the primary is killed: no charge that was answered is lost, and subscribers have no gap', async () => {
  await expectFailover(async ({ primary, standby, way }) => {
    primary.signalAll('SIGKILL');
    standby.promote();
    way.leadTo(standby.url('darkroom'));
  });
});

test('the primary goes dark without closing a connection: no charge that was answered is lost', async () => {
  await expectFailover(async ({ primary, standby, way }) => {
    way.fallSilent();
    primary.signalAll('SIGSTOP');
    standby.promote();
    way.leadTo(standby.url('darkroom'));
    way.comeBack();
  });
});

test('the way turns to the standby before that takes writes: outcomes are unknown, and the server is not ready', async () => {
  await expectFailover(async ({ primary, standby, way, servers, load }) => {
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

test('the standby is promoted while the old primary runs: commits of only the old primary were never answered', async () => {
  await expectFailover(async ({ primary, standby, way, load }) => {
    standby.promote();
    way.leadTo(standby.url('darkroom'));
    await load.isRefused(CALLERS); // those whose connections still lead to the old one, which waits for its standby
    await load.goesOn(100);
    primary.signalAll('SIGKILL');
  });
});
