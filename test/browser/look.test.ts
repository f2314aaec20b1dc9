import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { statSync } from 'node:fs';
import path from 'node:path';
import { expectPicturesShown, expectShown } from './expect-shown.ts';
import { Inspection, LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';
import type { Visitor } from './visitor.ts';

const FIRST_PAGE_MAX_KB = 350;
const studio = path.join(import.meta.dirname, '../../dist/studio');

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

beforeAll(async () => {
  await house.newSheet({ name: 'Perfume', credits: 12, prompts: ['A perfume bottle on marble'] });
  await house.newSheet({ name: 'Caps', credits: 0 });
  await house.newSheet({
    name: 'Handbags, autumn campaign',
    credits: 48,
    prompts: ['A red handbag in a city at night'],
  });
  await house.newSheet({
    name: 'Necklace',
    credits: 100,
    prompts: [
      'A silver necklace on marble, soft light',
      'Sunglasses on a beach at sunset',
      'A perfume bottle on black concrete',
      'A green dress in a forest',
    ],
  });
});

/** Opens each page, saves a screenshot, and returns the violations that axe finds. */
async function barriersOnEveryPage(visitor: Visitor, name: string): Promise<object[]> {
  const { page } = visitor;
  const inspection = new Inspection(name);
  const look = (state: string) => inspection.look(visitor, state);
  await page.goto('/');
  await expectShown(page.getByRole('heading', { name: 'Sign in to your studio' }));
  await look('sign-in');
  await page.goto(`/#key=${house.key}`);
  const necklace = page.getByRole('list', { name: 'Projects' }).getByRole('link', { name: 'Necklace', exact: true });
  await expectShown(necklace);
  await expectPicturesShown(page);
  await look('projects');
  await necklace.click();
  await expectShown(page.getByRole('img', { name: 'A green dress in a forest' }));
  await expectPicturesShown(page);
  await look('studio');
  await page.getByRole('link', { name: 'History' }).click();
  await expectShown(page.getByRole('cell', { name: '+100' }));
  await look('history');
  await page.goto('/help');
  await expectShown(page.getByRole('cell', { name: '5 credits' }));
  await look('help');
  await page.goto('/admin');
  await expectShown(page.getByRole('rowheader', { name: 'First key' }));
  await look('admin');
  await page.keyboard.press('ControlOrMeta+k');
  await expectShown(page.getByRole('option', { name: 'Necklace' }));
  await look('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await expectShown(page.getByRole('dialog', { name: 'Keys' }));
  await look('keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.goto('/alerts');
  await expectShown(page.getByRole('heading', { name: 'Alerts' }));
  await look('alerts');
  await page.goto('/nowhere');
  await expectShown(page.getByRole('heading', { name: 'There is nothing here' }));
  await look('not-found');
  await page.goto('/');
  await page.getByRole('main').getByRole('button', { name: 'New project' }).click();
  await expectShown(page.getByRole('dialog'));
  await look('new-project');
  return inspection.found;
}

test.each(LOOKS)('no page has a barrier: $name', async ({ name, ...look }) => {
  expect(await barriersOnEveryPage(await house.visitor({ isStill: true, ...look }), name)).toEqual([]);
});

test('the first page loads at most 350 kB, gzipped, beside its font and its pictures', async () => {
  const visitor = await house.comeIn();
  await expectShown(visitor.page.getByRole('list', { name: 'Projects' }).getByRole('link'));
  const files = visitor.loadedFiles().filter((file) => /\.(js|css|html|svg)$/.test(file));
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(studio, `${file}.gz`)).size, 0);
  expect(files).toContain('/index.html');
  expect(bytes / 1024).toBeLessThan(FIRST_PAGE_MAX_KB);
});
