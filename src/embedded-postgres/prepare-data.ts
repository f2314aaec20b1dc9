import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.ts';
import { type Account, handOver, spawnOptions } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { withPlainPath } from './plain-path.ts';
import { discard, makeUnfinished } from './unfinished.ts';

const INITDB_ARGUMENTS = [
  '--username=postgres',
  '--encoding=UTF8',
  // The same collation and case mapping on every machine.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  // Connections are possible only through the socket, which only its owner can open.
  '--auth-local=trust',
  '--auth-host=reject',
];

/**
 * Creates the data folder if it does not exist. Throws StartError if the existing data has another major version, or if it
 * cannot be created.
 */
export async function prepareData(layout: ClusterLayout, binaries: Binaries, durable: boolean): Promise<void> {
  const found = dataVersion(layout);
  if (found === null) return initialize(layout, binaries, durable);
  if (found === binaries.majorVersion) return;
  throw new StartError(
    `the database in ${layout.data} was made by PostgreSQL ${found}, and Darkroom now comes with PostgreSQL ${binaries.majorVersion}: move its content over with pg_dump, or move the folder away to begin an empty one`,
  );
}

function dataVersion({ data }: ClusterLayout): string | null {
  const file = path.join(data, 'PG_VERSION');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : null;
}

async function initialize(layout: ClusterLayout, { initdb }: Binaries, durable: boolean): Promise<void> {
  const { data, account } = layout;
  const unfinished = makeUnfinished(data);
  handOver(unfinished, account);
  const args = ['-D', unfinished, ...INITDB_ARGUMENTS, ...(durable ? [] : ['--no-sync'])];
  const failed = await withPlainPath(initdb, (program) => run(program, args, account));
  const failure = failed ?? tryRename(unfinished, data);
  if (failure === null) return;
  discard(unfinished);
  if (dataVersion(layout) !== null) return; // another start was first
  throw new StartError(`PostgreSQL could not make a database in ${data}: ${failure}`);
}

/** Null if it succeeds, else the error output of initdb, or how it ended. */
function run(initdb: string, args: string[], account: Account | null): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(initdb, args, spawnOptions(account), (error, _, stderr) => {
      if (error === null) return resolve(null);
      const said = stderr.split('\n').find((line) => line.startsWith('initdb: error: '));
      resolve(
        said?.replace('initdb: error: ', '') ?? (error.signal ? `initdb was ended by ${error.signal}` : error.message),
      );
    });
  });
}

function tryRename(from: string, to: string): string | null {
  try {
    fs.renameSync(from, to);
    return null;
  } catch (error) {
    return String(error);
  }
}
