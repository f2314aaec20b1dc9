import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const studio = path.join(import.meta.dirname, '../../../src/studio');

/** Pictures are never mirrored, and neither is what lies on them: these lie in an element with `dir="ltr"`. */
const ON_THE_PICTURE = /^pictures\/(?:stage\/(?:compare|frame|mask|zoom)\/|staged-image)/;

/** A side of the screen. `left: 50%` alone puts something in the middle. */
const PHYSICAL =
  /(?:margin|padding|border)-(?:left|right)\b|(?:top|bottom)-(?:left|right)-radius|(?<![\w-])(?:left(?!: 50%;)|right):|(?:text-align|float|clear): (?:left|right)/;

test('styles name the sides of a line by where it starts and ends, so that a page can be mirrored', () => {
  const physical = readdirSync(studio, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css') && !ON_THE_PICTURE.test(file))
    .flatMap((file) =>
      readFileSync(path.join(studio, file), 'utf8')
        .split('\n')
        .flatMap((line, place) => (PHYSICAL.test(line) ? [`${file}:${place + 1}: ${line.trim()}`] : [])),
    );
  expect(physical).toEqual([]);
});
