import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
  await house.newSheet({ name: 'Necklace', credits: 100, prompts: ['A silver necklace on marble'] });
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test('the page uses the chosen language at once and after a reload', async () => {
  const { page } = await house.visitor();
  await page.goto(`/#key=${house.key}`);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expectShown(page.getByRole('heading', { name: 'Projekte' }));
  expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dir]')).toEqual(['de', 'ltr']);
  await page.reload();
  await expectShown(page.getByRole('heading', { name: 'Projekte' }));
  await page.getByRole('button', { name: 'Sprache' }).click();
  await page.getByRole('menuitemradio', { name: 'Français' }).click();
  await expectShown(page.getByRole('heading', { name: 'Projets' }));
});

test('the first notification speaks the language of the browser', async () => {
  const { page } = await house.visitor({ locale: 'fr-FR' });
  await page.goto(`/#key=${house.key}`);
  await expectShown(page.getByRole('heading', { name: 'Projets' }));
  await expectShown(page.getByRole('alert').getByRole('button', { name: 'Rester connecté' }));
});

test('on a phone the account menu contains the languages and names the workspace', async () => {
  const { page } = await house.comeIn('/', { isPhone: true });
  await page.getByRole('button', { name: 'You' }).click();
  await expectShown(page.getByRole('menu').getByText('My studio'));
  await page.getByRole('menuitemradio', { name: 'Español' }).click();
  await expectShown(page.getByRole('heading', { name: 'Proyectos' }));
});

test('the sign-in page offers the languages', async () => {
  const { page } = await house.visitor();
  await page.goto('/');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expectShown(page.getByRole('button', { name: 'Anmelden' }));
});
