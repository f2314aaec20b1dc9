import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const FIRST_PAGE_MAX_KB = 350;
const LATER_CHUNK_MAX_KB = 150;
const GUEST_STYLES_MAX_KB = 5;
const studio = path.join(import.meta.dirname, '../../dist/studio');

/** The scripts and style sheets that a page names, which are loaded before it is shown. */
function filesOf(page: string): string[] {
  const html = readFileSync(path.join(studio, page), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '');
}

function gzippedKb(file: string): number {
  return statSync(path.join(studio, `${file}.gz`)).size / 1024;
}

function sumKb(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzippedKb(file), 0);
}

test('the first page needs at most 350 kB, gzipped', () => {
  const files = filesOf('index.html');
  expect(files.length).toBeGreaterThan(3);
  expect(sumKb([...files, 'index.html'])).toBeLessThan(FIRST_PAGE_MAX_KB);
});

test('no chunk that is loaded later has more than 150 kB, gzipped', () => {
  const first = filesOf('index.html');
  const later = readdirSync(path.join(studio, 'assets'))
    .map((name) => `assets/${name}`)
    .filter((file) => /\.(?:js|css)$/.test(file) && !first.includes(file));
  expect(later.length).toBeGreaterThan(10);
  expect(later.filter((file) => gzippedKb(file) > LATER_CHUNK_MAX_KB)).toEqual([]);
});

test('the page for guests loads nothing of the studio except what both pages share', () => {
  const shared = filesOf('share.html').filter((file) => filesOf('index.html').includes(file));
  expect(shared.map((file) => file.replace(/-[\w-]{8}\./, '.').replace('assets/', '')).toSorted()).toEqual([
    'base.css',
    'base.js',
    'rolldown-runtime.js',
  ]);
  const styles = filesOf('share.html').filter((file) => file.endsWith('.css'));
  expect(sumKb(styles)).toBeLessThan(GUEST_STYLES_MAX_KB);
});
