import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.ts';
import { hasCode } from './system-error.ts';

/** An account of this machine. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as another account: whoever owns the data already, else `postgres`,
 * else `nobody`. Null for everybody but root, who runs it as himself.
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

/** How a child process is to be spawned for it. The working folder of root's may be closed to another account. */
export function spawnOptions(account: Account | null) {
  return {
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC' }, // nothing of the caller's: PGPORT, PGDATA and their like change what a server does
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  };
}

/** Makes the account the owner of an empty folder. Throws StartError in a container whose root may not. */
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
 * Makes a folder that only the account may enter. Throws StartError when it is there already and is another account's or
 * open to others, as a folder below /tmp may be.
 */
export function makePrivateFolder(folder: string, account: Account | null): void {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const { uid, mode } = fs.lstatSync(folder);
  const makersUid = process.getuid?.() ?? uid; // of another start, too, which is about to hand it over
  if ((mode & 0o077) !== 0 || (uid !== makersUid && uid !== account?.uid)) {
    throw new StartError(
      `the folder ${folder} is open to others or belongs to another account, so the database cannot use it: remove it`,
    );
  }
  handOver(folder, account);
}

/** The first of the folders on the way to this one that the account may not pass through. Null when it can. */
export function blockingFolder(folder: string, account: Account): string | null {
  const above = path.dirname(folder);
  const blocked = above === folder ? null : blockingFolder(above, account);
  if (blocked !== null) return blocked;
  const { uid, gid, mode } = fs.statSync(folder);
  const searchBit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & searchBit) === 0 ? folder : null;
}
