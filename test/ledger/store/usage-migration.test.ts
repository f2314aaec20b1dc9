import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NO_KEY } from '../../../src/ledger/kernel/usage.ts';
import { openClient } from '../../../src/database/open-client.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { bareDatabase, type TestDatabase } from '../../support/database.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../prisma/migrations');
const USAGE_BY_HOUR = '20261122210000_usage_by_hour';

const USAGE_BY_SPENDER = '20261129042500_usage_by_spender';

const ONE = '00000000-0000-7000-8000-000000000001';
const OTHER = '00000000-0000-7000-8000-000000000002';
const KEY = '00000000-0000-7000-8000-000000000003';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await bareDatabase();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'darkroom-migrations-'));
});
afterEach(async () => {
  await database.close();
  fs.rmSync(folder, { recursive: true });
});

async function run(text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = await openClient(database.url);
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Brings the database to where it was before a migration. */
async function migrateUpTo(migration: string): Promise<void> {
  const earlier = fs.readdirSync(MIGRATIONS).filter((name) => name < migration || name.endsWith('.toml'));
  for (const name of earlier) fs.cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  await migrate(database.url, folder);
}

async function moveToKolkata(): Promise<void> {
  await run(
    `do $$ begin execute format('alter database %I set timezone = ''Asia/Kolkata''', current_database()); end $$`,
  );
}

test('the migration of usage from quarters to hours keeps all counts, in any time zone', async () => {
  await migrateUpTo(USAGE_BY_HOUR);
  await run(
    `insert into usage (project_id, quarter_at, action_kind, actions, credits, refunded_credits) values
       ($1, '2026-11-22 12:00Z', 'PROMPT', 1, 5, 0), ($1, '2026-11-22 12:15Z', 'PROMPT', 2, 10, 50),
       ($1, '2026-11-22 12:45Z', 'PROMPT', 4, 20, 0), ($1, '2026-11-22 12:45Z', 'EXPAND', 0, 0, 3),
       ($1, '2026-11-22 13:30Z', 'PROMPT', 8, 5000000000, 0), ($2, '2026-11-22 12:30Z', 'PROMPT', 16, 80, 6000000000)`,
    [ONE, OTHER],
  );
  await moveToKolkata();
  expect(await migrate(database.url, MIGRATIONS)).toContain(USAGE_BY_HOUR);
  const rows = await run(
    `select project_id, to_char(hour_at at time zone 'UTC', 'HH24:MI') as hour, action_kind as kind,
       concat_ws(' ', actions_from_00, actions_from_15, actions_from_30, actions_from_45) as actions,
       concat_ws(' ', credits_from_00, credits_from_15, credits_from_30, credits_from_45) as credits,
       concat_ws(' ', refunded_credits_from_00, refunded_credits_from_15, refunded_credits_from_30, refunded_credits_from_45) as refunded
     from usage order by project_id, hour_at, action_kind`,
  );
  expect(rows).toEqual([
    {
      project_id: ONE,
      hour: '12:00',
      kind: 'PROMPT',
      actions: '7 6 4 4',
      credits: '35 30 20 20',
      refunded: '50 50 0 0',
    },
    { project_id: ONE, hour: '12:00', kind: 'EXPAND', actions: '0 0 0 0', credits: '0 0 0 0', refunded: '3 3 3 3' },
    {
      project_id: ONE,
      hour: '13:00',
      kind: 'PROMPT',
      actions: '8 8 8 0',
      credits: '5000000000 5000000000 5000000000 0',
      refunded: '0 0 0 0',
    },
    {
      project_id: OTHER,
      hour: '12:00',
      kind: 'PROMPT',
      actions: '16 16 16 0',
      credits: '80 80 80 0',
      refunded: '6000000000 6000000000 6000000000 0',
    },
  ]);
});

test('who spent what is told of lines that were written before it was counted, refunded ones taken out', async () => {
  await migrateUpTo(USAGE_BY_SPENDER);
  await run(`insert into workspaces (id, name, created_at) values ($1, 'Studio', now())`, [OTHER]);
  const lines: readonly (readonly [ProjectLine, at: string, actor: string, keyId: string | null])[] = [
    [{ projectId: ONE, sequence: 1, amount: 100 }, '12:00', 'admin', null],
    [{ projectId: ONE, sequence: 2, amount: -5 }, '12:10', 'anna', KEY],
    [{ projectId: ONE, sequence: 3, amount: -7 }, '12:20', 'anna', KEY],
    [{ projectId: ONE, sequence: 4, amount: -11 }, '12:50', 'anna', KEY],
    [{ projectId: ONE, sequence: 5, amount: -13 }, '12:50', 'ben', null],
    [{ projectId: ONE, sequence: 6, amount: 7, refundOf: 3 }, '13:30', 'system', KEY],
    [{ projectId: OTHER, sequence: 1, amount: 100 }, '12:00', 'admin', null],
    [{ projectId: OTHER, sequence: 2, amount: -17 }, '12:30', 'anna', null],
  ];
  for (const [line, at, actor, keyId] of lines) await addLine(line, at, actor, keyId);
  await run(
    `insert into projects (id, workspace_id, name, balance, sequence, last_entry_at, created_at)
     select distinct on (project_id) project_id, $1, 'x', balance_after, sequence, created_at, now()
     from credit_transactions order by project_id, sequence desc`,
    [OTHER],
  );
  await moveToKolkata();
  expect(await migrate(database.url, MIGRATIONS)).toContain(USAGE_BY_SPENDER);
  const rows = await run(
    `select project_id as project, to_char(hour_at at time zone 'UTC', 'HH24:MI') as hour, actor, key_id as key,
       concat_ws(' ', actions_from_00, actions_from_15, actions_from_30, actions_from_45) as actions,
       concat_ws(' ', credits_from_00, credits_from_15, credits_from_30, credits_from_45) as credits,
       concat_ws(' ', refunded_credits_from_00, refunded_credits_from_15, refunded_credits_from_30, refunded_credits_from_45) as refunded
     from usage_by_spender order by project_id, actor`,
  );
  const [noon, none] = [{ project: ONE, hour: '12:00' }, '0 0 0 0'];
  const [inAll, later] = ['13 13 13 13', '17 17 17 0'];
  expect(rows).toEqual([
    { ...noon, actor: 'anna', key: KEY, actions: '2 1 1 1', credits: '16 11 11 11', refunded: '7 7 0 0' },
    { ...noon, actor: 'ben', key: NO_KEY, actions: '1 1 1 1', credits: inAll, refunded: none },
    { ...noon, project: OTHER, actor: 'anna', key: NO_KEY, actions: '1 1 1 0', credits: later, refunded: none },
  ]);
});

interface ProjectLine {
  readonly projectId: string;
  readonly sequence: number;
  readonly amount: number;
  readonly refundOf?: number;
}

/** As the program wrote it before the migration. */
async function addLine(line: ProjectLine, at: string, actor: string, keyId: string | null): Promise<void> {
  const { projectId, sequence, amount, refundOf = null } = line;
  const kind = refundOf !== null ? 'REFUND' : amount < 0 ? 'CHARGE' : 'GRANT';
  await run(
    `insert into credit_transactions (project_id, sequence, kind, amount, balance_after, action_id, action_kind, grant_id,
       draw_grant_ids, draw_credits, refund_of, actor, cap_key_id, created_at)
     select $1, $2::int, $3::credit_transaction_kind, $4::int,
       $4::int + coalesce((select balance_after from credit_transactions where project_id = $1 and sequence = $2::int - 1), 0),
       case when $5 then gen_random_uuid() end, case when $5 then 'PROMPT'::action_kind end,
       case when not $5 then gen_random_uuid() end, case when $5 then array[gen_random_uuid()] end,
       case when $5 then array[abs($4::int)] end, $6::int, $7, $8::uuid, $9::timestamptz`,
    [projectId, sequence, kind, amount, kind !== 'GRANT', refundOf, actor, keyId, `2026-11-22 ${at}Z`],
  );
}
