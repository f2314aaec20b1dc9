import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepareDatabase } from '../../src/database/prepare-database.ts';
import { debianPrograms, openToServers, PostgresServer } from '../support/postgres-server.ts';
import { publishRunSettings } from '../support/run-settings.ts';

declare global {
  /** From set-up to teardown, which Jest runs in one process. */
  var stopPostgres15: (() => Promise<void>) | undefined;
}

/** A server for this run alone, one migrated template on it; each test file clones that. */
export default async function setUp({ rootDir }: { rootDir: string }): Promise<void> {
  const programs = debianPrograms(rootDir);
  const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-postgres15-'));
  openToServers(folder);
  const server = await PostgresServer.create(programs, path.join(folder, 'data'));
  globalThis.stopPostgres15 = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const template = 'run_template';
  await prepareDatabase(await server.makeDatabase(template), path.join(rootDir, 'prisma/migrations'));
  publishRunSettings({
    adminUrl: server.url('postgres'),
    prefix: 'run_',
    template,
    ownFolder: path.join(folder, 'own'),
  });
}
