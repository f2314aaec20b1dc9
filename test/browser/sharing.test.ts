import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createApiKey } from '../support/access-operations.ts';
import { addComment } from '../support/share-operations.ts';
import { photograph } from '../support/photograph.ts';
import { expectBalance, expectPicturesShown, expectShown } from './expect-shown.ts';
import { LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures, shownPicture, tiles } from './studio-steps.ts';
import type { Visitor } from './visitor.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** Keeps a screenshot, and expects no violation that axe rates higher than minor. */
async function look(visitor: Visitor, name: string): Promise<void> {
  await expectPicturesShown(visitor.page);
  await visitor.shoot(`sharing-${name}`);
  expect(await visitor.barriers()).toEqual([]);
}

/** Shares everything on the sheet, and returns the URL that the dialog shows. */
async function shareAll(page: Page, onDialog: () => Promise<void>, onMade: () => Promise<void>): Promise<string> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share 2 pictures' });
  await expectShown(dialog.getByText(/^It ends on/));
  await onDialog();
  await dialog.getByRole('button', { name: 'Create the link' }).click();
  const made = page.getByRole('dialog', { name: '2 pictures are shared' });
  const url = (await made.getByTestId('secret').textContent()) ?? '';
  await onMade();
  await made.getByRole('button', { name: 'I have it' }).click();
  await made.waitFor({ state: 'detached' });
  return url;
}

function comments(page: Page) {
  return page.getByRole('region', { name: 'Comments' });
}

test.each(LOOKS)(
  'a designer shares two pictures, a guest approves and comments, and the link is revoked: $name',
  async ({ name, ...looks }) => {
    const prompts = ['A silver ring', 'A gold ring'];
    const projectId = await house.newSheet({ name: `Rings ${name}`, credits: 20, prompts });
    const designer = await house.comeIn(`/projects/${projectId}/sheet`, { ...looks, isStill: true });
    const { page } = designer;
    await expectPictures(page, 2);
    const url = await shareAll(
      page,
      () => look(designer, `dialog-${name}`),
      () => look(designer, `made-${name}`),
    );
    await expectShown(page.getByRole('button', { name: 'Share…' }).and(page.locator(':focus')));
    await page.getByRole('button', { name: 'Clear' }).click();

    const guest = await house.visitor({ ...looks, isStill: true });
    const { pathname, hash } = new URL(url);
    await guest.page.goto(pathname + hash);
    await expectShown(guest.page.getByRole('heading', { name: `Rings ${name}` }));
    await guest.page.getByLabel('Your name').fill('Nadia');
    const first = guest.page.getByRole('article', { name: 'Picture 1' });
    await first.getByRole('button', { name: 'Approve' }).click();
    await expectShown(first.getByText('Nadia approves'));
    await first.getByLabel('Comment').fill('The clasp is lovely');
    await first.getByRole('button', { name: 'Send' }).click();

    await expectShown(page.getByRole('img', { name: '1 approval and 1 comment' }));
    await look(designer, `sheet-${name}`);
    await tiles(page).first().click();
    await shownPicture(page).waitFor();
    await page.getByRole('button', { name: 'Comments, 1' }).click();
    await expectShown(comments(page).getByText('Approved by Nadia'));
    await expectShown(comments(page).getByText('The clasp is lovely'));
    await first.getByLabel('Comment').fill('Could it be larger?');
    await first.getByRole('button', { name: 'Send' }).click();
    await expectShown(comments(page).getByText('Could it be larger?'));
    await comments(page).getByLabel('New comment').fill('Larger from tomorrow on');
    await look(designer, `panel-${name}`);
    await comments(page).getByRole('button', { name: 'Comment', exact: true }).click();
    await expectShown(comments(page).getByRole('article').getByText('Larger from tomorrow on'));
    await look(designer, `answered-${name}`);
    await comments(page).getByRole('button', { name: 'Close the comments' }).click();
    await expectShown(page.getByRole('button', { name: 'Comments, 3' }).and(page.locator(':focus')));

    await page.goto(`/projects/${projectId}/settings`);
    const links = page.getByRole('list', { name: 'Open links' });
    await expectShown(links.getByText('Opened once · 1 approval · 2 comments'));
    await links.scrollIntoViewIfNeeded();
    await look(designer, `links-${name}`);
    await links.getByRole('button', { name: `Revoke “Rings ${name}”` }).click();
    await look(designer, `revoke-${name}`);
    await page.getByRole('button', { name: 'Revoke link' }).click();
    await page.getByText('1 ended or revoked link').click();
    await expectShown(page.getByText(/^Revoked on/));
    await look(designer, `revoked-${name}`);
    await first.getByRole('button', { name: 'Changes, please' }).click();
    await expectShown(guest.page.getByRole('heading', { name: 'This link has ended' }));
  },
);

test('comments are written and deleted by keyboard, and Ctrl Enter in a comment performs no action', async () => {
  const projectId = await house.newSheet({ name: 'Keys', credits: 20, prompts: ['A lamp'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await shownPicture(page).waitFor();
  await page.keyboard.press('m');
  const field = comments(page).getByLabel('New comment');
  await expectShown(field.and(page.locator(':focus')));
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.keyboard.type('Needs more light');
  await page.keyboard.press('ControlOrMeta+Enter');
  const comment = comments(page).getByRole('article').filter({ hasText: 'Needs more light' });
  await expectShown(comment);
  await expectBalance(page, '15 credits');
  await page.reload();
  await expectShown(comment); // the address keeps the panel
  await comment.getByRole('button', { name: /^Delete the comment/ }).press('Enter');
  await comment.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
  await comment.waitFor({ state: 'detached' });
  await expectShown(comments(page).getByText('No comments yet.'));
  await field.press('Escape');
  await comments(page).waitFor({ state: 'detached' });
  await expectShown(page.getByRole('button', { name: 'Comments, 0' }).and(page.locator(':focus')));
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'Share 1 picture' });
  await dialog.getByText('date…').click();
  await dialog.getByLabel('Last day of the link').fill('2099-01-01');
  await expectShown(dialog.getByText(/^Choose a day from today to/));
  await expectShown(dialog.getByRole('button', { name: 'Create the link', disabled: true }));
});

test('a viewer reads comments and links, and can neither write nor share', async () => {
  const projectId = await house.newSheet({ name: 'Look', credits: 0 });
  const { bytes } = await photograph({ width: 800, height: 600, format: 'png' });
  const imageId = await house.upload(projectId, new Uint8Array(bytes));
  await house.client.send(addComment, { imageId, text: 'From the team' });
  const input = { name: 'Reader', role: 'VIEWER' } as const;
  const { secret } = (await house.client.send(createApiKey, { input })).createApiKey;
  const reader = await house.visitor({ isStill: true });
  const { page } = reader;
  await page.goto(`/projects/${projectId}/studio?picture=${imageId}&comments=1#key=${secret}`);
  await expectShown(comments(page).getByText('From the team'));
  await expectShown(comments(page).getByText(/^Your key may read comments/));
  expect(
    await comments(page)
      .getByRole('button', { name: /^Delete the comment/ })
      .count(),
  ).toBe(0);
  expect(await page.getByRole('button', { name: 'Share…' }).count()).toBe(0);
  await look(reader, 'viewer');
  await page.goto(`/projects/${projectId}/settings`);
  await expectShown(page.getByText(/^Nothing is shared yet/));
  await look(reader, 'no-links');
});
