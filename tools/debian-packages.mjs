// Installs packages of Debian's by apt-get where this is Debian and root runs it.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** Throws an Error that says what to do where it cannot be done. */
export function installPackages(...names) {
  if (process.getuid?.() !== 0) throw new Error(`install first, as root: apt-get install ${names.join(' ')}`);
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...names);
}

function apt(...args) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { error, status, stderr } = spawnSync('apt-get', ['--quiet', ...args], { encoding: 'utf8', env: environment });
  if (status !== 0) throw new Error(`apt-get ${args[0]} failed:\n${error?.message ?? stderr}`);
}
