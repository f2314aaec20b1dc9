import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { checkReplica } from '../../src/database/replica.ts';
import { runStatement } from '../../src/database/statement.ts';
import type { ProjectId } from '../../src/ids.ts';
import { ReplicaReads } from '../../src/ledger/replica-reads.ts';
import { bareDatabase } from '../support/database.ts';
import { LedgerWorld } from '../support/ledger-world.ts';
import { openSilentProxy, type SilentProxy } from '../support/silent-proxy.ts';

const REPLICA = 'darkroom replica reads';
const PRIMARY = 'darkroom';

let world: LedgerWorld;
let way: SilentProxy;
let database: Database;
let reads: ReplicaReads;
let project: ProjectId;
let nowMs = 0;
let logged: string[] = [];

/** A proxy to the primary stands in for a replica without lag. A sequence that the project has not reached stands in for the lag. */
beforeEach(async () => {
  world = await LedgerWorld.open();
  way = await openSilentProxy(world.url);
  database = openDatabase(world.url, null, way.url(world.url));
  project = await world.newProject();
  logged = [];
  nowMs = 1_000_000;
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line).msg) });
  const { pool: primary, replica } = database;
  if (replica === null) throw new Error('there is no replica');
  reads = new ReplicaReads({ primary, replica, steadyClock: () => nowMs, log });
});
afterEach(async () => {
  await database.close();
  await way.close();
  await world.close();
});

/** The application name of the connection on which the read was served. */
async function servedBy(sequence: number, id = project): Promise<string | undefined> {
  const on = reads.of({ id, sequence });
  const text = `select current_setting('application_name') as name`;
  const [row] = await runStatement<{ name: string }>(on, { name: 'served_by', text, values: [] });
  return row?.name;
}

/** Posts the first transaction of the project, so that its sequence is 1. */
const postFirst = () => world.ledger().post(world.grant(project, 100));

describe('reads from a replica', () => {
  test('are served by the replica once it has the newest transaction of the project, and by the primary before', async () => {
    expect(await servedBy(0)).toBe(REPLICA);
    expect(await servedBy(1)).toBe(PRIMARY);
    expect(await reads.transaction({ id: project, sequence: 1 }, async () => 'read')).toBeNull();
    await postFirst();
    expect(await servedBy(1)).toBe(REPLICA);
    expect(await reads.transaction({ id: project, sequence: 1 }, async () => 'read')).toBe('read');
    expect(await servedBy(0, world.newId<ProjectId>())).toBe(PRIMARY); // it has not replayed the project itself
    expect(logged).toEqual([]);
  });

  test('skip a replica that is ten seconds behind, which is logged once, and return to it when it has caught up', async () => {
    expect(await servedBy(1)).toBe(PRIMARY);
    for (let round = 0; round < 10; round += 1) {
      nowMs += 6_000;
      await servedBy(0);
      expect(await servedBy(0)).toBe(round === 0 ? REPLICA : PRIMARY); // at first the replica still serves reads of what it has
    }
    expect(logged).toEqual([expect.stringContaining('more than ten seconds behind')]);
    await postFirst();
    nowMs += 6_000;
    expect(await servedBy(1)).toBe(REPLICA);
    expect(logged.slice(1)).toEqual(['the replica serves reads again']);
  });

  test('do not wait for a project that the primary no longer has', async () => {
    expect(await servedBy(1, world.newId<ProjectId>())).toBe(PRIMARY);
    for (let round = 0; round < 3; round += 1) {
      nowMs += 6_000;
      expect(await servedBy(0)).toBe(REPLICA);
    }
    expect(logged).toEqual([]);
  });

  test('are served by the primary while the replica is silent, which is logged once, and by the replica when it answers again', async () => {
    expect(await servedBy(0)).toBe(REPLICA);
    way.fallSilent();
    const since = performance.now();
    expect(await servedBy(0)).toBe(PRIMARY);
    for (let round = 0; round < 100; round += 1) expect(await servedBy(0)).toBe(PRIMARY);
    expect(performance.now() - since).toBeLessThan(6_000); // only the first read waited
    nowMs += 6_000;
    expect(await servedBy(0)).toBe(PRIMARY);
    expect(logged).toEqual([expect.stringContaining('does not answer')]);
    way.comeBack();
    nowMs += 6_000;
    expect(await servedBy(0)).toBe(REPLICA);
    expect(logged.slice(1)).toEqual(['the replica serves reads again']);
  });

  test('are never served by another database', async () => {
    const other = await bareDatabase();
    const wrong = openDatabase(world.url, null, other.url);
    await expect(wrong.replica?.pool.query('select 1')).rejects.toThrow('it is not a replica of the database');
    await wrong.close();
    await expect(checkReplica(other.url, world.url)).rejects.toThrow('DATABASE_REPLICA_URL is wrong');
    await expect(checkReplica(world.url, world.url)).resolves.toEqual([]);
    await other.close();
  });
});
