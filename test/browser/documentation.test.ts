import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { expectShown } from './expect-shown.ts';
import { LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';

const CREDITS = '/docs/getting-started/understanding-credit-usage';
const PLACES = {
  contents: '/docs',
  page: CREDITS,
  code: '/docs/api/live-balances',
  'wide-table': '/docs/operations/configuration',
  reference: '/docs/api/reference/subscriptions',
  answer: `${CREDITS}?ask=how+much+is+it+to+replace+the+background`,
  nothing: '/docs/credit-usge',
};

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open({ WORKERS: '0' });
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test.each(LOOKS)('no page has a barrier, and none scrolls sideways: $name', async ({ name, ...options }) => {
  const visitor = await house.visitor({ isStill: true, ...options });
  const { page } = visitor;
  for (const [part, address] of Object.entries(PLACES)) {
    await page.goto(address);
    await page.evaluate('document.fonts.ready');
    await visitor.shoot(`docs-${name}-${part}`);
    expect([part, await visitor.barriers()]).toEqual([part, []]);
    const widths = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
    expect([part, widths[0]]).toEqual([part, widths[1]]);
  }
});

test('a visitor without JavaScript reads pages, goes on to the next one, and asks', async () => {
  const { page } = await house.visitor({ isWithoutScripts: true });
  await page.goto(CREDITS);
  await expectShown(page.getByRole('cell', { name: 'Background', exact: true }));
  await page.getByRole('navigation', { name: 'Previous and next page' }).getByRole('link', { name: /^Next/ }).click();
  await expectShown(page.getByRole('heading', { name: 'Quick start', level: 1 }));
  await page.getByRole('searchbox', { name: 'Ask the documentation' }).fill('how much is it to replace the background');
  await page.getByRole('button', { name: 'Ask' }).click();
  await expectShown(page.getByText('Background costs 3 credits.'));
});

test('pages are found while one types, by keys alone, and code is copied', async () => {
  const { page } = await house.visitor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(CREDITS);
  await page.keyboard.press('/');
  await page.keyboard.type('refun');
  await expectShown(
    page.getByRole('list', { name: 'Pages found' }).getByRole('link', { name: 'Refunds', exact: true }),
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/docs\/credits\/refunds/);
  await page.goto(CREDITS);
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await expectShown(page.getByRole('button', { name: 'Copied' }));
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain('query Prices {');
});
