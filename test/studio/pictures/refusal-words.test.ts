import { expect, test } from '@jest/globals';
import { AREA_MAX_PX, SIDE_MAX_PX } from '../../../src/images/limits.ts';
import { formatCount } from '../../../src/studio/language/formats.ts';
import { refusalWords } from '../../../src/studio/pictures/upload/refusal-words.ts';

test('the page says why the server refused a file', () => {
  expect(refusalWords('BROKEN')).toBe('It is cut off or damaged. Save it anew.');
  expect(refusalWords('SENDER_SILENT')).toBe('It did not arrive whole. Send it again.');
});

test('the page names the limits of the server for pictures that are too large', () => {
  const words = refusalWords('TOO_MANY_PIXELS');
  expect(words).toContain(`a side may have ${formatCount(SIDE_MAX_PX)}`);
  expect(words).toContain(`the whole ${formatCount(AREA_MAX_PX / 1_000_000)} megapixels`);
});

test('a refusal that nobody who uploads can cause has no words of the page', () => {
  expect(refusalWords('BAD_SIGNATURE')).toBeUndefined();
});
