import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { quoted } from '../bench/report/render.ts';
import type { Results } from '../bench/report/results.ts';
import { runNode } from '../support/node-process.ts';

const checkout = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(checkout, file), 'utf8');

test('an unknown section of the benchmark is refused with the names of those that there are', async () => {
  const { code, output } = await runNode([path.join(checkout, 'test/bench/main.ts'), 'speed']).ended;
  expect({ code, output }).toEqual({
    code: 1,
    output:
      'there is no section speed: choose from ledger, webhooks, hashes, postings, mutation, live, history, check, memory, notifications, stock\n',
  });
});

describe('the table in docs/performance.md', () => {
  test('is that of test/bench/RESULTS.md', () => {
    expect(quoted(read('docs/performance.md'))).toBe(quoted(read('test/bench/RESULTS.md')));
  });

  test('has every section', () => {
    const results: Results = JSON.parse(read('test/bench/results.json'));
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
  });
});
