import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quoted } from '../bench/report/render.ts';
import type { Results } from '../bench/report/results.ts';
import { runNode } from '../support/node-process.ts';

const checkout = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(checkout, file), 'utf8');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-bench-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every section of the benchmark suite runs, and finds the ledger in order', async () => {
  const { code, output } = await runNode([path.join(checkout, 'test/bench/main.ts'), '--quick', '--out', folder]).ended;
  expect({ code, output }).toMatchObject({ code: 0 });
  const results: Results = JSON.parse(readFileSync(path.join(folder, 'results.json'), 'utf8'));
  expect(Object.keys(results.sections)).toEqual(['ledger', 'mutation', 'live', 'history', 'memory']);
  for (const { bars, tables } of Object.values(results.sections)) {
    const judged = bars.filter(({ notJudged }) => notJudged === undefined);
    expect(judged.filter(({ measured }) => !Number.isFinite(measured))).toEqual([]);
    expect(tables.length).toBeGreaterThan(0);
  }
}, 180_000);

test('an unknown section is refused with the names of those that there are', async () => {
  const { code, output } = await runNode([path.join(checkout, 'test/bench/main.ts'), 'speed']).ended;
  expect({ code, output }).toEqual({
    code: 1,
    output: 'there is no section speed: choose from ledger, mutation, live, history, memory\n',
  });
});

describe('the table in docs/performance.md', () => {
  test('is that of test/bench/RESULTS.md', () => {
    expect(quoted(read('docs/performance.md'))).toBe(quoted(read('test/bench/RESULTS.md')));
  });

  test('has every section', () => {
    const results: Results = JSON.parse(read('test/bench/results.json'));
    expect(Object.keys(results.sections)).toEqual(['ledger', 'mutation', 'live', 'history', 'memory']);
  });
});
