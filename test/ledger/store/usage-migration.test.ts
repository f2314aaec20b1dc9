import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openClient } from '../../../src/database/open-client.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { bareDatabase, type TestDatabase } from '../../support/database.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../prisma/migrations');
const USAGE_BY_HOUR = '20261122210000_usage_by_hour';

const ONE = '00000000-0000-7000-8000-000000000001';
const OTHER = '00000000-0000-7000-8000-000000000002';

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

test('usage that was counted by the quarter is kept when its table turns to hours, in whatever time zone that happens', async () => {
  const earlier = fs.readdirSync(MIGRATIONS).filter((name) => name < USAGE_BY_HOUR || name.endsWith('.toml'));
  for (const name of earlier) fs.cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  await migrate(database.url, folder);
  await run(
    `insert into usage (project_id, quarter_at, action_kind, actions, credits, refunded_credits) values
       ($1, '2026-11-22 12:00Z', 'PROMPT', 1, 5, 0), ($1, '2026-11-22 12:15Z', 'PROMPT', 2, 10, 50),
       ($1, '2026-11-22 12:45Z', 'PROMPT', 4, 20, 0), ($1, '2026-11-22 12:45Z', 'EXPAND', 0, 0, 3),
       ($1, '2026-11-22 13:30Z', 'PROMPT', 8, 5000000000, 0), ($2, '2026-11-22 12:30Z', 'PROMPT', 16, 80, 6000000000)`,
    [ONE, OTHER],
  );
  await run(
    `do $$ begin execute format('alter database %I set timezone = ''Asia/Kolkata''', current_database()); end $$`,
  );
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
