import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { programVersion } from '../src/program-version.ts';

const checkout = path.join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(checkout, file), 'utf8');
const version = programVersion();

/** The contents of a JSON file of npm, as far as they name versions. */
function versionsIn(file: string): (string | undefined)[] {
  const { version: own, packages }: { version?: string; packages?: Record<string, { version?: string }> } = JSON.parse(
    read(file),
  );
  return packages ? [own, packages['']?.version] : [own];
}

test('the lock file and the client have the version of the program', () => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(versionsIn('package-lock.json')).toEqual([version, version]);
  expect(versionsIn('packages/client/package.json')).toEqual([version]);
});

test('the newest release of the CHANGELOG is the version of the program, and each has a date and groups of Keep a Changelog', () => {
  const [unreleased, ...releases] = read('CHANGELOG.md').match(/^## .*$/gm) ?? [];
  expect(unreleased).toBe('## [Unreleased]');
  expect(releases[0]).toMatch(`## [${version}] - `);
  for (const heading of releases) expect(heading).toMatch(/^## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/);
  const groups = read('CHANGELOG.md').match(/^### .*$/gm) ?? [];
  for (const group of groups) expect(group).toMatch(/^### (?:Added|Changed|Deprecated|Removed|Fixed|Security)$/);
});

test('every image tag in the deployment files and their documentation is the version of the program', () => {
  const files = ['Dockerfile', 'compose.yaml', 'docs/operations/containers.md'];
  for (const file of files) {
    const tags = [...read(file).matchAll(/\bdarkroom:(\d[\w.-]*)/g)].map(([, tag]) => tag);
    expect({ file, tags: [...new Set(tags)] }).toEqual({ file, tags: [version] });
  }
  expect(read('ops/kubernetes/kustomization.yaml')).toContain(`newTag: ${version}\n`);
});
