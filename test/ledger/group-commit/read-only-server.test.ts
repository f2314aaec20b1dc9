import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UnavailableError } from '../../../src/database/failure.ts';
import { openClient } from '../../../src/database/open-client.ts';
import { keyed, LedgerWorld } from '../../support/ledger-world.ts';

let world: LedgerWorld;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
afterAll(() => world.close());

test('outcomes are unknown while the server is read-only, and postings succeed again afterwards', async () => {
  const id = await world.newProject();
  const ledger = world.ledger();
  await ledger.post(world.grant(id, 10));
  await ledger.post(world.charge(id, 1)); // its connection is open
  const admin = await openClient(world.url);
  const name = admin.escapeIdentifier(admin.database ?? '');
  await admin.query(`alter database ${name} set default_transaction_read_only = on`);
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  const posting = world.charge(id, 5, { key: keyed('in recovery') });
  await expect(ledger.post(posting)).rejects.toThrow(UnavailableError);
  await admin.query(`alter database ${name} reset default_transaction_read_only`);
  await admin.end();
  // On a new connection: those that were opened meanwhile are to take no writes for as long as they live.
  expect(await ledger.post(posting)).toMatchObject({ status: 'accepted' });
  const { rows } = await world.pool.query('select balance::int from projects where id = $1', [id]);
  expect(rows).toEqual([{ balance: 4 }]);
}, 30_000);
