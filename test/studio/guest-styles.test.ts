import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const styles = path.join(import.meta.dirname, '../../src/studio/guest/guest.css');

test('the styles of the page for guests affect no other page, although all pages share one style sheet', () => {
  const selectors = [...readFileSync(styles, 'utf8').matchAll(/^(\S.*?)(?:,| \{)$/gm)].map(([, selector]) => selector);
  expect(selectors.length).toBeGreaterThan(10);
  expect(selectors.filter((selector) => !/^(?::root)?\.guest\b/.test(selector ?? ''))).toEqual([]);
});
