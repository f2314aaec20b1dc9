import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const studio = path.join(import.meta.dirname, '../../../src/studio');

/** Styles of elements on a picture. Pictures and these elements are not mirrored: they are in an element with `dir="ltr"`. */
const ON_THE_PICTURE = /^pictures\/(?:stage\/(?:compare|frame|mask|zoom)\/|staged-image)/;

/** Properties that name a side of the screen, except for `left: 50%`, which centers an element. */
const PHYSICAL =
  /(?:margin|padding|border)-(?:left|right)\b|(?:top|bottom)-(?:left|right)-radius|(?<![\w-])(?:left(?!: 50%;)|right):|(?:text-align|float|clear): (?:left|right)/;

/** Properties of Mantine's components that name a side of the screen. */
const PHYSICAL_PROPERTY = /\bta="(?:left|right)"|(?<![\w-])[mp][lr]=/;

function linesOf(ending: string, wrong: RegExp): string[] {
  return readdirSync(studio, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !ON_THE_PICTURE.test(file))
    .flatMap((file) =>
      readFileSync(path.join(studio, file), 'utf8')
        .split('\n')
        .flatMap((line, place) => (wrong.test(line) ? [`${file}:${place + 1}: ${line.trim()}`] : [])),
    );
}

test('styles use logical properties, so that the page can be mirrored', () => {
  expect(linesOf('.css', PHYSICAL)).toEqual([]);
});

test('components are aligned by logical properties', () => {
  expect(linesOf('.tsx', PHYSICAL_PROPERTY)).toEqual([]);
});
