import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const studio = path.join(import.meta.dirname, '../../../src/studio');

const files = readdirSync(studio, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/^(?:generated|language|public)\//.test(file),
);

/** A number in a message that is converted to text without `formats.ts`. */
const IN_MESSAGE = /\bsay(?:Rich)?\('[\w.]+', \{[^{}]*?(?:\bString\(|\.toFixed\()/;
const WITH_UNIT = /\{(?!format)[^}]*\}\s?(?:×|%|px\b(?!=)|MB\b|kB\b|ms\b|s`)/;

/** Styles, which no locale changes. */
const STYLE = /style|translate|(?:height|width)[:=]|--|clamp|rootMargin|gridTemplate|`-?\$\{[^}]*\}(?:px|%)`/;

function unformatted(source: string): string[] {
  const statements = source.split(/;\n|\n\n/).filter((statement) => IN_MESSAGE.test(statement));
  const lines = source.split('\n').filter((line) => WITH_UNIT.test(line) && !STYLE.test(line));
  return [...statements, ...lines].map((text) => text.trim());
}

test('percentages, sizes and durations of the page are formatted by locale', () => {
  const found = files.flatMap((file) =>
    unformatted(readFileSync(path.join(studio, file), 'utf8')).map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ["const text = say('stage.size', { width: String(width) });"],
  ["return sayRich('perform.expandedTo', {\n  after: size.toFixed(1),\n});"],
  ['const size = `${across} × ${down}`;'],
  ['<p>{percent} %</p>'],
])('a number without a format is found: %s', (code) => {
  expect(unformatted(code)).toHaveLength(1);
});

test.each([["say('stage.size', { width: formatPlain(width) });"], ['style={{ height: `${share}%` }}']])(
  'none is found in %s',
  (code) => {
    expect(unformatted(code)).toEqual([]);
  },
);
