import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import { verified, WebhookReceiver } from '../support/webhook-receiver.ts';
import { expectShown } from './expect-shown.ts';
import { LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';
import type { Visitor } from './visitor.ts';

let house: OpenHouse;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await WebhookReceiver.open();
  house = await OpenHouse.open({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' });
});
afterEach(() => house.seeOff());
afterAll(async () => {
  await house.close();
  await receiver.close();
});

/** Keeps a screenshot, and answers what hinders somebody there. */
async function barriersHere(visitor: Visitor, name: string): Promise<object[]> {
  const { page } = visitor;
  await page.evaluate('document.fonts.ready');
  await visitor.shoot(name);
  const hiddenPx = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return [...(await visitor.barriers()), ...(hiddenPx > 0 ? [{ hiddenPx }] : [])].map((barrier) => ({
    name,
    ...barrier,
  }));
}

test.each(LOOKS)(
  'a webhook is made, tested, retried, changed and deleted without a barrier: $name',
  async ({ name, ...options }) => {
    const visitor = await house.comeIn('/admin?show=webhooks', { isStill: true, ...options });
    const { page } = visitor;
    const found: object[] = [];
    const look = async (part: string) => void found.push(...(await barriersHere(visitor, `webhooks-${name}-${part}`)));
    await expectShown(page.getByRole('heading', { name: 'No webhook yet' }));
    await look('none');
    await page.getByRole('button', { name: 'New webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make webhook' }).click();
    await expectShown(dialog.getByText('Say where the events are sent.'));
    await dialog.getByLabel('URL').fill('http://10.0.0.1/');
    await dialog.getByRole('button', { name: 'Make webhook' }).click();
    await expectShown(dialog.getByText(/must begin with https/));
    await look('refused');
    await dialog.getByLabel('URL').fill(`${receiver.url}/hook`);
    await dialog.getByRole('button', { name: 'Make webhook' }).click();
    const secret = await secretOf(dialog);
    await look('secret');
    await dialog.getByRole('button', { name: 'I have it' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(secret);

    receiver.answer((response) => response.writeHead(500).end());
    const card = page.getByRole('region', { name: `${receiver.url}/hook` });
    await card.getByRole('button', { name: 'Send a test' }).click();
    await expectShown(card.getByText('Waiting, answered 500'));
    await expectShown(card.getByText('Failing', { exact: true }));
    await look('failing');
    receiver.answer((response) => response.writeHead(204).end());
    await card.getByRole('button', { name: 'Send again: Test' }).click();
    await expectShown(card.getByText(/^Delivered, answered 204/));
    await expectShown(card.getByText('On', { exact: true }));
    const sent = await until(() => receiver.received.at(-1) ?? null);
    expect(verified(sent, secret)).toMatchObject({ type: 'webhook.test' });
    await look('delivered');

    await card.getByRole('button', { name: 'New secret' }).click();
    await dialog.getByRole('button', { name: 'Make a new secret' }).click();
    expect(await secretOf(dialog)).not.toBe(secret);
    await dialog.getByRole('button', { name: 'I have it' }).click();
    await card.getByRole('button', { name: /^Change/ }).click();
    await dialog.getByLabel('Credits granted').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expectShown(card.getByText(/Credits granted/));
    await house.newSheet({ name: `Sheet ${name}`, credits: 20 });
    await expectShown(card.getByRole('rowheader', { name: /^Credits granted/ })); // nobody has reloaded the page

    await card.getByRole('button', { name: 'Switch off' }).click();
    await expectShown(card.getByText('Off', { exact: true }));
    await card.getByRole('button', { name: /^Delete/ }).click();
    await expectShown(dialog.getByText(/is told of nothing more/));
    await look('delete');
    await dialog.getByRole('button', { name: 'Delete webhook' }).click();
    await expectShown(page.getByRole('heading', { name: 'No webhook yet' }));
    expect(found).toEqual([]);
  },
);

async function secretOf(dialog: Locator): Promise<string> {
  const secret = (await dialog.getByTestId('secret').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  return secret;
}

test('an endpoint that says 410 is shown as switched off, with the reason', async () => {
  receiver.answer((response) => response.writeHead(410).end());
  const { page } = await house.comeIn('/admin?show=webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('URL').fill(receiver.url);
  await page.getByRole('button', { name: 'Make webhook' }).click();
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expectShown(page.getByText(/switched off because it answered 410 Gone/));
  await expectShown(page.getByText('Failed, answered 410'));
});
