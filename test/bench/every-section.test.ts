import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runNode } from '../support/node-process.ts';
import type { Results } from './report/results.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-bench-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every section of the benchmark suite runs, and finds the ledger in order', async () => {
  const { code, output } = await runNode([path.join(import.meta.dirname, 'main.ts'), '--quick', '--out', folder]).ended;
  expect({ code, output }).toMatchObject({ code: 0 });
  const results: Results = JSON.parse(readFileSync(path.join(folder, 'results.json'), 'utf8'));
  expect(Object.keys(results.sections)).toEqual([
    'ledger',
    'webhooks',
    'hashes',
    'postings',
    'mutation',
    'live',
    'history',
    'check',
    'memory',
    'notifications',
    'stock',
  ]);
  for (const { bars, tables } of Object.values(results.sections)) {
    const judged = bars.filter(({ notJudged }) => notJudged === undefined);
    expect(judged.filter(({ measured }) => !Number.isFinite(measured))).toEqual([]);
    expect(tables.length).toBeGreaterThan(0);
  }
});
