import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.ts';
import { hasCode } from './system-error.ts';

/** A user account of this machine. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account that runs PostgreSQL, which refuses to run as root: the owner of the data, else `postgres`, else `nobody`. Null
 * if the process is not run by root, in which case its own account runs PostgreSQL.
 */
export function serverAccount(dataFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = fs.statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    return { name: ask('id', '-nu', String(owner.uid)) ?? `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  }
  for (const name of ['postgres', 'nobody']) {
    const uid = ask('id', '-u', name);
    const gid = ask('id', '-g', name);
    if (uid !== null && gid !== null) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new StartError(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as: add one, or start as another user',
  );
}

function ask(command: string, ...args: string[]): string | null {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** Options for spawning a child process as the account, which may have no access to root's working folder. */
export function spawnOptions(account: Account | null) {
  return {
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC' }, // not inherited: PGPORT, PGDATA and similar variables affect a server
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  };
}

/** Makes the account the owner of an empty folder. Throws StartError in a container whose root lacks the permission. */
export function handOver(folder: string, account: Account | null): void {
  if (account === null) return;
  try {
    fs.chownSync(folder, account.uid, account.gid);
  } catch (error) {
    throw hasCode(error, 'EPERM') ? powerlessRoot(account) : error;
  }
}

export function powerlessRoot({ name }: Account): StartError {
  return new StartError(
    `root may not act as the account "${name}" here, which would run PostgreSQL: start as another user, or name a database of your own in DATABASE_URL`,
  );
}

/**
 * Creates a folder that only the account can access. Throws StartError if it exists and belongs to another account or is
 * accessible to others, which is possible below /tmp.
 */
export function makePrivateFolder(folder: string, account: Account | null): void {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const { uid, mode } = fs.lstatSync(folder);
  const makersUid = process.getuid?.() ?? uid; // another start may be about to hand it over
  if ((mode & 0o077) !== 0 || (uid !== makersUid && uid !== account?.uid)) {
    throw new StartError(
      `the folder ${folder} is open to others or belongs to another account, so the database cannot use it: remove it`,
    );
  }
  handOver(folder, account);
}

/** The first parent folder that the account cannot traverse; null if there is none. */
export function blockingFolder(folder: string, account: Account): string | null {
  const above = path.dirname(folder);
  const blocked = above === folder ? null : blockingFolder(above, account);
  if (blocked !== null) return blocked;
  const { uid, gid, mode } = fs.statSync(folder);
  const searchBit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & searchBit) === 0 ? folder : null;
}
