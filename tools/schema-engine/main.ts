// Compares prisma/schema.prisma with what prisma/migrations make of an empty database:
//   node tools/schema-engine/main.ts check        exits with 1 and says how they differ
//   node tools/schema-engine/main.ts new <name>   writes the migration that is missing
import fs from 'node:fs';
import path from 'node:path';
import { openClient } from '../../src/database/open-client.ts';
import { migrate } from '../../src/database/migrate.ts';
import { joinTestCluster } from '../../test/support/test-cluster.ts';
import { compareSchema, type SchemaDifference } from './compare-schema.ts';

const checkout = path.join(import.meta.dirname, '../..');
const migrations = path.join(checkout, 'prisma/migrations');

try {
  const [command, name = ''] = process.argv.slice(2);
  if (command === 'check') report(await findDifference());
  else if (command === 'new' && /^[a-z0-9_]+$/.test(name)) write(await findDifference(), name);
  else throw new Error('usage: main.ts check | main.ts new <name in lower case, digits and _>');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function findDifference(): Promise<SchemaDifference | null> {
  const stay = await joinTestCluster(checkout);
  try {
    const url = await stay.cluster.ensureDatabase(`${stay.prefix}schema`);
    await migrate(url, migrations);
    const client = await openClient(url);
    try {
      return await compareSchema(client, fs.readFileSync(path.join(checkout, 'prisma/schema.prisma'), 'utf8'));
    } finally {
      await client.end();
    }
  } finally {
    await stay.leave();
  }
}

function report(difference: SchemaDifference | null): void {
  if (difference === null) return;
  console.error(`prisma/schema.prisma and prisma/migrations differ:\n\n${difference.summary}`);
  process.exitCode = 1;
}

function write(difference: SchemaDifference | null, name: string): void {
  if (difference === null) {
    console.log('prisma/migrations already make what prisma/schema.prisma says');
    return;
  }
  const folder = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`;
  fs.mkdirSync(path.join(migrations, folder), { recursive: true });
  fs.writeFileSync(path.join(migrations, folder, 'migration.sql'), difference.sql);
  console.log(`wrote prisma/migrations/${folder}/migration.sql`);
}
