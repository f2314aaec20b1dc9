import path from 'node:path';
import { prepareDatabase } from '../../src/database/prepare-database.ts';
import { publishRunSettings } from './run-settings.ts';
import { joinTestCluster, type Stay } from './test-cluster.ts';

declare global {
  /** From set-up to teardown, which Jest runs in one process. */
  var darkroomTestStay: Stay | undefined;
}

/** One cluster for all runs of this checkout, one migrated template for this run; each test file clones it. */
export default async function setUp({ rootDir }: { rootDir: string }): Promise<void> {
  const stay = await joinTestCluster(rootDir);
  globalThis.darkroomTestStay = stay;
  const template = `${stay.prefix}template`;
  await prepareDatabase(await stay.cluster.ensureDatabase(template), path.join(rootDir, 'prisma/migrations'));
  publishRunSettings({
    adminUrl: stay.cluster.url('postgres'),
    prefix: stay.prefix,
    template,
    ownFolder: stay.ownFolder,
  });
}
