import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { counted } from '../src/counted.ts';

const src = path.join(import.meta.dirname, '../src');

/** A variable before a plural noun: "${count} projects". Constants, which are limits, are in capitals. */
const UNCOUNTED =
  /\$\{(?!counted\()[a-z][\w.]*\} (?:actions|comments|credits|days|differences|entries|grants|images|pictures|problems|projects|purchases|rows|transactions)\b/g;

const serverFiles = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/^studio\/|generated\//.test(file),
);

test('a number of one has its noun in the singular', () => {
  expect([0, 1, 2].map((count) => counted(count, 'project'))).toEqual(['0 projects', '1 project', '2 projects']);
});

test('no message of the server puts a variable number before a plural', () => {
  const faults = serverFiles.flatMap((file) =>
    (readFileSync(path.join(src, file), 'utf8').match(UNCOUNTED) ?? []).map((found) => `${file}: ${found}`),
  );
  expect(faults).toEqual([]);
});
