import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { until } from '../support/until.ts';
import { boxOf } from './box-of.ts';
import { expectPicturesShown, expectShown } from './expect-shown.ts';
import { type Direction, speakInvented } from './invented-language.ts';
import { OpenHouse } from './open-house.ts';
import { textsOnPage } from './texts-on-page.ts';
import type { Visitor } from './visitor.ts';

/** Names, keys, formats of `Intl` and values that are the same in every language. */
const NOT_TRANSLATED =
  /Darkroom|GraphiQL|My studio|My first project|First key|dkr_\S*|Deutsch|English|Español|Français|PNG|JPEG|WebP|ZIP|CSV|builtin|\b(?:Ctrl|Enter|Shift|Alt|Esc|Home|End)\b|\b(?:px|MB|UTC)\b|\b(?:[A-Z][a-z]+\/[A-Z]\w+)\b|(?:\p{L}+, )?\b\d{1,2}\. \p{L}+\.?|\b(?:vor|jetzt|und|Sekunden?|Minuten?|Stunden?|heute|gestern)\b/gu;

let house: OpenHouse;
let projectId: string;
beforeAll(async () => {
  house = await OpenHouse.open();
  projectId = await house.newSheet({ name: '№ 1', credits: 100, prompts: ['① ② ③', '④ ⑤ ⑥'] });
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

const addresses = (): [name: string, address: string][] => [
  ['projects', '/'],
  ...['studio', 'sheet', 'history', 'credits', 'settings'].map((tab): [string, string] => [
    tab,
    `/projects/${projectId}/${tab}`,
  ]),
  ['help', '/help'],
  ...['keys', 'credits', 'spending', 'prices', 'engines', 'webhooks', 'audit'].map((section): [string, string] => [
    `admin-${section}`,
    `/admin?show=${section}`,
  ]),
  ['alerts', '/alerts'],
  ['not-found', '/nowhere'],
];

/** Goes to each place, keeps a screenshot, and returns the faults of its texts. */
async function faultsEverywhere(visitor: Visitor, name: string): Promise<object[]> {
  const { page } = visitor;
  const found: object[] = [];
  const look = async (place: string) => {
    await until(async () => (await page.locator('[aria-busy=true]').count()) === 0);
    await expectPicturesShown(page);
    await page.evaluate('document.fonts.ready');
    await visitor.shoot(`invented-${name}-${place}`);
    const { texts, cut, isWider } = await textsOnPage(page);
    const english = texts.filter((text) => /[A-Za-z]{2,}/.test(text.replaceAll(NOT_TRANSLATED, '')));
    if (english.length + cut.length > 0 || isWider) found.push({ place, english, cut, isWider });
  };
  await page.goto('/');
  await expectShown(page.getByRole('textbox'));
  await look('sign-in');
  await page.goto(`/#key=${house.key}`);
  for (const [place, address] of addresses()) {
    await page.goto(address);
    await expectShown(page.getByRole('heading'));
    await look(place);
  }
  await page.goto('/');
  await expectShown(page.getByRole('heading'));
  await page.keyboard.press('?');
  await expectShown(page.getByRole('dialog'));
  await look('keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('ControlOrMeta+k');
  await expectShown(page.getByRole('option'));
  await look('palette');
  return found;
}

test.each([
  ['ltr', 'desktop'],
  ['ltr', 'phone'],
  ['rtl', 'desktop'],
  ['rtl', 'phone'],
] as const)('every text comes from the catalog, and long texts fit: %s on a %s', async (direction, size) => {
  const visitor = await house.visitor({ locale: 'de-DE', isStill: true, isPhone: size === 'phone' });
  await speakInvented(visitor.page, direction);
  expect(await faultsEverywhere(visitor, `${direction}-${size}`)).toEqual([]);
});

/** Opens the studio in a language that is written in this direction. */
async function studioIn(direction: Direction): Promise<Visitor> {
  const visitor = await house.visitor({ locale: 'de-DE', isStill: true });
  await speakInvented(visitor.page, direction);
  await visitor.page.goto(`/projects/${projectId}/studio#key=${house.key}`);
  await expectShown(visitor.page.getByRole('radiogroup'));
  return visitor;
}

test('the layout is mirrored for a language that is written from right to left', async () => {
  const places = ['header a', 'nav', 'main [role=radiogroup]', '[data-testid=project-balance]'];
  const middles = async (visitor: Visitor) => {
    const boxes = places.map((place) => boxOf(visitor.page.locator(place).first()));
    return (await Promise.all(boxes)).map(({ x, width }) => x + width / 2);
  };
  const leftToRight = await middles(await studioIn('ltr'));
  const rightToLeft = await middles(await studioIn('rtl'));
  for (const [at, place] of places.entries()) {
    const mirrored = 1440 - (rightToLeft[at] ?? 0);
    expect({ place, isMirrored: Math.abs(mirrored - (leftToRight[at] ?? 0)) < 60 }).toEqual({
      place,
      isMirrored: true,
    });
  }
});

test('arrow keys lead through the pictures in the reading direction', async () => {
  const { page } = await studioIn('rtl');
  await page.locator('[data-item] img[data-shown]').nth(1).waitFor(); // a key that comes before the pictures does nothing
  await page.keyboard.press('f');
  const viewer = page.getByRole('dialog');
  await expectShown(viewer.getByText(/^1 .* 2 /));
  await page.keyboard.press('ArrowLeft');
  await expectShown(viewer.getByText(/^2 .* 2 /));
});
