import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { DAY_MS } from '../../src/instant.ts';
import { createShareLink, feedbackOf, revokeShareLink } from '../support/share-operations.ts';
import { photograph } from '../support/photograph.ts';
import { expectShown } from './expect-shown.ts';
import { LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

async function newLink(title: string) {
  const projectId = await house.newSheet({ name: title, credits: 0 });
  const { bytes } = await photograph({ width: 1200, height: 900 });
  const png = new Uint8Array(await sharp(bytes).png().toBuffer());
  const imageIds = [await house.upload(projectId, png), await house.upload(projectId, png)];
  const endsAt = new Date(Date.now() + DAY_MS).toISOString();
  const input = { projectId, imageIds, title, endsAt, allowsComments: true, idempotencyKey: title };
  const { createShareLink: made } = await house.client.send(createShareLink, { input });
  if (made.__typename !== 'CreatedShareLink' || made.url === null) throw new Error(made.__typename);
  return { id: made.shareLink.id, url: made.url, imageId: imageIds[0] ?? '' };
}

test.each(LOOKS)('a guest without a key approves, comments and learns that a link was revoked: $name', async (look) => {
  const { name, ...looks } = look;
  const { id, url, imageId } = await newLink(`Rings in ${name}`);
  const guest = await house.visitor({ ...looks, isStill: true });
  const { page } = guest;
  const { pathname, hash } = new URL(url);
  await page.goto(pathname + hash);
  await expectShown(page.getByRole('heading', { name: `Rings in ${name}` }));
  const first = page.getByRole('article', { name: 'Picture 1' });
  await first.getByRole('button', { name: 'Approve' }).click();
  await expectShown(first.getByRole('alert').getByText('Give your name at the top first.'));
  await page.getByLabel('Your name').fill('Nadia');
  await first.getByRole('button', { name: 'Approve' }).click();
  await expectShown(first.getByText('Nadia approves'));
  await first.getByLabel('Comment').fill('The clasp is lovely');
  await first.getByRole('button', { name: 'Send' }).click();
  await expectShown(first.getByRole('listitem').getByText('The clasp is lovely'));
  expect(await guest.barriers()).toEqual([]);
  await guest.shoot(`share-link-${name}`);
  expect((await house.client.send(feedbackOf, { id: imageId })).node).toMatchObject({
    comments: { nodes: [{ author: 'Nadia', isGuest: true, text: 'The clasp is lovely' }] },
    verdicts: [{ verdict: 'APPROVED' }],
  });

  await house.client.send(revokeShareLink, { id });
  await first.getByRole('button', { name: 'Changes, please' }).click();
  await expectShown(page.getByRole('heading', { name: 'This link has ended' }));
  expect(await guest.barriers()).toEqual([]);
  await guest.shoot(`share-link-ended-${name}`);
});

/** The texts that their elements cut off. */
const CUT_OFF = `[...document.querySelectorAll('body *')]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== 'visible')
  .map((element) => element.textContent)`;

const TRANSLATED = [
  { locale: 'de-DE', approve: 'Freigeben', download: 'Herunterladen' },
  { locale: 'fr-FR', approve: 'Approuver', download: 'Télécharger' },
].flatMap((words) => LOOKS.map((look) => ({ ...words, ...look })));

test.each(TRANSLATED)('a guest reads the page in $locale, whole and without barriers: $name', async (given) => {
  const { name, locale, approve, download, ...looks } = given;
  const { url } = await newLink(`Halsketten und Armbänder für den Onlineshop, ${locale}, ${name}`);
  const guest = await house.visitor({ ...looks, locale, isStill: true });
  const { page } = guest;
  const { pathname, hash } = new URL(url);
  await page.goto(pathname + hash);
  const first = page.getByRole('article').first();
  await expectShown(first.getByRole('button', { name: approve }));
  expect(await page.getByRole('link', { name: download }).count()).toBe(0); // the link does not allow it
  await page.getByRole('textbox').first().fill('Nadia Müller-Lüdenscheidt');
  await first.getByRole('button', { name: approve }).click();
  await expectShown(first.getByText(/^Nadia Müller-Lüdenscheidt/));
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(await page.evaluate(CUT_OFF)).toEqual([]);
  expect(await guest.barriers()).toEqual([]);
  await guest.shoot(`share-link-${locale}-${name}`);
});
