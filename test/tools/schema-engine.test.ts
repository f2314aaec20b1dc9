import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { defaultStateFolder } from '../../src/config/state-folder.ts';
import { type Ending, runNode } from '../support/node-process.ts';
import { joinTestCluster, type Stay } from '../support/test-cluster.ts';
import { type Checkout, makeCheckout } from './checkout.ts';

const HEAD = `
generator client {
  provider        = "prisma-client"
  output          = "../src/database/generated/prisma"
  previewFeatures = ["partialIndexes"]
}
datasource db {
  provider = "postgresql"
}
`;

const GRANTS = `${HEAD}
model Grant {
  id        String    @id @db.Uuid
  remaining BigInt
  note      String?   @db.VarChar(40)
  expiresAt DateTime? @map("expires_at") @db.Timestamptz(3)
  @@index([expiresAt], where: raw("remaining > 0"), map: "grants_live")
  @@index([note], where: raw("(note)::text = 'gift'::text"), map: "grants_gifts")
  @@map("grants")
}
`;

/** What stands in migrations alone: Prisma has no words for it, and the check does not look at it. */
const BEYOND_PRISMA = `
alter table grants set (fillfactor = 50);
alter table grants add constraint grants_remaining_check check (remaining >= 0);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'grants are for ever; % is refused', tg_op;
end;
$$;
create trigger grants_immutable before update or delete on grants for each row execute function refuse_change();
create index grants_by_words on grants (lower(note));
`;

let checkout: Checkout;
let stay: Stay | null; // while it lasts, no call starts and stops a server of its own
beforeAll(async () => {
  checkout = makeCheckout();
  for (const name of ['src', 'test']) fs.symlinkSync(path.resolve(name), checkout.path(name));
  stay = await joinTestCluster(checkout.folder);
});
beforeEach(() => {
  checkout.write('prisma/schema.prisma', GRANTS);
  fs.rmSync(checkout.path('prisma/migrations'), { recursive: true, force: true });
  fs.mkdirSync(checkout.path('prisma/migrations'));
});
afterAll(async () => {
  await stay?.leave();
  checkout.remove();
});

function engine(...args: string[]): Promise<Ending> {
  return runNode([checkout.path('tools/schema-engine/main.ts'), ...args]).ended;
}

function migrationNames(): string[] {
  return fs.readdirSync(checkout.path('prisma/migrations'));
}

describe('the schema check', () => {
  test('reports what the migrations lack, until a new migration adds it', async () => {
    expect(await engine('check')).toMatchObject({
      code: 1,
      output: expect.stringMatching(
        /^prisma\/schema\.prisma and prisma\/migrations differ:\n\n\[\+\] Added tables\n {2}- grants/,
      ),
    });

    const written = await engine('new', 'grants');
    expect(written).toMatchObject({ code: 0 });
    const [name = ''] = migrationNames();
    expect(name).toMatch(/^\d{14}_grants$/);
    expect(written.output).toBe(`wrote prisma/migrations/${name}/migration.sql\n`);
    const sql = fs.readFileSync(checkout.path(`prisma/migrations/${name}/migration.sql`), 'utf8');
    expect(sql).toContain('CREATE INDEX "grants_live" ON "grants"("expires_at") WHERE (remaining > 0);');

    expect(await engine('check')).toMatchObject({ code: 0, output: '' });
    expect((await engine('new', 'again')).output).toBe(
      'prisma/migrations already make what prisma/schema.prisma says\n',
    );
    expect(migrationNames()).toHaveLength(1);
  });

  test('ignores what Prisma cannot express', async () => {
    await engine('new', 'grants');
    checkout.write('prisma/migrations/99990101000000_beyond_prisma/migration.sql', BEYOND_PRISMA);
    expect(await engine('check')).toMatchObject({ code: 0, output: '' });
  });

  test('reports an index that the schema does not have', async () => {
    await engine('new', 'grants');
    checkout.write('prisma/migrations/99990101000000_index/migration.sql', 'create index by_note on grants (note);');
    expect(await engine('check')).toMatchObject({
      code: 1,
      output: expect.stringContaining('Removed index on columns (note)'),
    });
  });

  test.each([
    [
      'a schema that is wrong',
      [`${HEAD} model Grant {\n  id Nothing @id\n}`, '', 'check'],
      'Type "Nothing" is neither',
    ],
    [
      'a migration that fails',
      [GRANTS, 'create table;', 'check'],
      'migration 20260101000000_first failed and was undone',
    ],
    ['a name that is no name', [GRANTS, '', 'new', '../x'], 'usage: main.ts check | main.ts new <name'],
    ['no command', [GRANTS, ''], 'usage: main.ts check'],
  ])('fails with the reason at %s', async (_, [schema = '', migration = '', ...args], reason) => {
    checkout.write('prisma/schema.prisma', schema);
    checkout.write('prisma/migrations/20260101000000_first/migration.sql', migration);
    const { code, output } = await engine(...args);
    expect(code).toBe(1);
    expect(output).toContain(reason);
    expect(output).not.toMatch(/^ +at /m);
  });

  test('leaves no database and no server behind', async () => {
    await stay?.leave();
    stay = null;
    await engine('check');
    const folder = path.join(defaultStateFolder(checkout.folder), 'test');
    expect(fs.existsSync(path.join(folder, 'data/postmaster.pid'))).toBe(false);
    expect(fs.readdirSync(path.join(folder, 'data/base'))).toHaveLength(3); // postgres, template0 and template1
  });
});
