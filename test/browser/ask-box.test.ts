import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createProject } from '../support/operations.ts';
import { expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test('a question in the rail is answered over the page, with the balance of its project and links into the pages', async () => {
  const { createProject: project } = await house.client.send(createProject, { input: { name: 'Necklace spring' } });
  const { page } = await house.comeIn(`/projects/${project.id}/credits`);
  await expectShown(page.getByRole('heading', { name: 'Necklace spring' }));
  await page.keyboard.press('['); // the rail is folded on the pages of a project
  const box = page.getByRole('textbox', { name: 'Ask the documentation' });
  await box.fill('how many credits do I have');
  await box.press('Enter');
  const answer = page.getByRole('dialog');
  await expectShown(answer.getByText('The balance of this project is 0 credits.'));
  const link = answer.getByRole('link').first();
  expect(await link.getAttribute('href')).toMatch(/\/docs\/getting-started\/understanding-credit-usage#/);

  await answer.getByRole('button', { name: 'No', exact: true }).click();
  await expectShown(answer.getByText('Thank you.'));
  await answer.getByRole('group', { name: 'Ask next' }).getByRole('button').first().click();
  await expectShown(answer.getByText('Was this helpful?'));
});

test('what the pages do not answer is said so', async () => {
  const { page } = await house.comeIn();
  const box = page.getByRole('textbox', { name: 'Ask the documentation' });
  await box.fill('who won the world cup');
  await box.press('Enter');
  await expectShown(page.getByRole('dialog').getByText('The documentation does not answer this question'));
});
