import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { boxOf } from './box-of.ts';
import { expectShown } from './expect-shown.ts';
import { speakInvented } from './invented-language.ts';
import { OpenHouse } from './open-house.ts';
import { textsOnPage } from './texts-on-page.ts';

/** Names and keys are the same in every language. */
const NOT_TRANSLATED = /Darkroom|dkr_…/g;

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test.each([
  ['ltr', 'desktop'],
  ['ltr', 'phone'],
  ['rtl', 'desktop'],
  ['rtl', 'phone'],
] as const)('the sign-in page fits an invented language of long words: %s on a %s', async (direction, size) => {
  const visitor = await house.visitor({ locale: 'de-DE', isStill: true, isPhone: size === 'phone' });
  const { page } = visitor;
  await speakInvented(page, direction);
  await page.goto('/');
  await expectShown(page.getByRole('textbox'));
  await visitor.shoot(`invented-${direction}-${size}`);
  const { texts, cut, isWider } = await textsOnPage(page);
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.filter((text) => /[A-Za-z]{2,}/.test(text.replaceAll(NOT_TRANSLATED, '')))).toEqual([]);
  expect({ cut, isWider }).toEqual({ cut: [], isWider: false });
  const [languages, field] = [
    await boxOf(page.getByRole('main').getByRole('button').first()),
    await boxOf(page.getByRole('textbox')),
  ];
  const isAtLeft = languages.x + languages.width / 2 < field.x + field.width / 2;
  expect(isAtLeft).toBe(direction === 'rtl');
});
