import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createApiKey } from '../support/access-operations.ts';
import { FakeStripe } from '../support/fake-stripe.ts';
import { setApiKeyEmail } from '../support/mail-operations.ts';
import { MailServer } from '../support/mail-server.ts';
import { performPrompt } from '../support/operations.ts';
import { publishCreditPacks, purchasesOf } from '../support/purchase-operations.ts';
import { until } from '../support/until.ts';
import { createWebhookEndpoint } from '../support/webhook-operations.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { expectBalance, expectPicturesShown, expectShown } from './expect-shown.ts';
import { LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';
import {
  drawUpForm,
  findSubject,
  masksIn,
  mugFile,
  paintMiddle,
  performButton,
  pickAction,
  shownPicture,
  uploadFile,
} from './studio-steps.ts';
import type { Visitor } from './visitor.ts';

const PACKS = [
  { title: 'Small', credits: 200, minor: 1_000, currency: 'usd' },
  { title: 'Large', credits: 1_000, minor: 4_000, currency: 'usd', expiresAfterDays: 365 },
];

let stripe: FakeStripe;
let mails: MailServer;
let receiver: WebhookReceiver;
let house: OpenHouse;
let editorKey: string;
beforeAll(async () => {
  [stripe, mails, receiver] = await Promise.all([FakeStripe.open(), MailServer.open(), WebhookReceiver.open()]);
  house = await OpenHouse.open({
    ...stripe.variables,
    SMTP_URL: mails.url,
    MAIL_FROM: 'studio@example.com',
    WEBHOOK_ALLOW_PRIVATE: '127.0.0.1',
  });
  stripe.endpoint = `${house.url}/stripe/events`;
  await house.client.send(publishCreditPacks, { input: { packs: PACKS } });
  const { createApiKey: made } = await house.client.send(createApiKey, { input: { name: 'Ana', role: 'EDITOR' } });
  editorKey = made.secret;
  await house.client.send(setApiKeyEmail, { id: made.apiKey.id, email: 'ana@example.com' });
  await house.client.send(createWebhookEndpoint, {
    input: { url: receiver.url, events: ['BALANCE_LOW', 'PURCHASE_PAID'] },
  });
});
afterEach(() => house.seeOff());
afterAll(async () => {
  await house.close();
  await Promise.all([stripe.close(), mails.close(), receiver.close()]);
});

/** Saves a screenshot, and returns the accessibility violations. */
async function barriersHere(visitor: Visitor, name: string): Promise<object[]> {
  await visitor.page.evaluate('document.fonts.ready');
  await visitor.shoot(name);
  const hiddenPx = await visitor.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  const found = [...(await visitor.barriers()), ...(hiddenPx > 0 ? [{ hiddenPx }] : [])];
  return found.map((barrier) => ({ name, ...barrier }));
}

/** Pays on the page of Stripe, and waits until the page of the project is back. */
async function payAtStripe(page: Page): Promise<void> {
  await page.waitForURL(`${stripe.url}/**`);
  await page.getByRole('button', { name: 'Pay' }).click();
  await page.waitForURL(`${house.url}/**`);
}

/** Performs Prompts until 3 of 13 credits are left: the notice at 10 is passed on the way. */
async function spendTo3(projectId: string): Promise<void> {
  for (const idempotencyKey of ['one', 'two']) {
    await house.client.send(performPrompt, { input: { projectId, prompt: 'A mug', idempotencyKey } });
  }
}

test.each(LOOKS)(
  'a refused Prompt leads to the packs and back to its draft: $name',
  async ({ name: look, ...options }) => {
    const name = `Mugs, ${look}`;
    const projectId = await house.newSheet({ name, credits: 13 });
    const visitor = await house.visitor({ isStill: true, ...options, mayGoTo: stripe.url });
    const { page } = visitor;
    const found: object[] = [];
    const shoot = async (part: string) => void found.push(...(await barriersHere(visitor, `buy-${look}-${part}`)));
    await page.goto(`/projects/${projectId}/studio#key=${editorKey}`);
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await prompt.fill('A mug on marble, soft light');
    await uploadFile(page, await mugFile());
    await expectShown(page.getByRole('button', { name: 'Remove the product photo' }));
    await shownPicture(page).waitFor();
    await pickAction(page, 'BACKGROUND');
    await page.getByRole('textbox', { name: 'Background' }).fill('a wooden table');
    await page.getByRole('radio', { name: 'What I paint on the picture' }).check();
    await (options.isPhone ? findSubject(page) : paintMiddle(page));
    await pickAction(page, 'PROMPT');
    await spendTo3(projectId);
    await expectShown(page.getByText('5 needed, 3 left'));
    await shoot('refused');

    await page.getByRole('form', { name: 'Action' }).getByRole('button', { name: 'Buy credits' }).click();
    const dialog = page.getByRole('dialog');
    await expectShown(dialog.getByText('40 Prompts', { exact: true }));
    await shoot('packs');
    await dialog.getByRole('button', { name: 'Buy Small' }).click();
    await payAtStripe(page);
    await expectShown(page.getByText('200 credits came in for $10.00.'));
    await expectBalance(page, '203 credits');
    expect(await prompt.inputValue()).toBe('A mug on marble, soft light');
    await expectShown(page.getByRole('button', { name: 'Remove the product photo' }));
    await expectPicturesShown(page);
    await shoot('back');
    await pickAction(page, 'BACKGROUND');
    await expectShown(page.getByRole('button', { name: 'Undo' }));
    await drawUpForm(page);
    expect(await page.getByRole('textbox', { name: 'Background' }).inputValue()).toBe('a wooden table');
    expect(await page.getByRole('button', { name: 'Undo' }).isEnabled()).toBe(true);
    await shoot('painted');
    await performButton(page).click();
    await expectBalance(page, '200 credits');
    const { masks, images } = await masksIn(house, projectId);
    expect(masks.map((id) => images.includes(id))).toEqual([!options.isPhone]); // what was found is no upload
    await pickAction(page, 'PROMPT');
    await performButton(page).click();
    await expectBalance(page, '195 credits');

    await page.getByRole('link', { name: 'Credits', exact: true }).click();
    await expectShown(page.getByRole('row', { name: /200 .*\$10\.00 Paid/ }));
    await shoot('purchases');
    expect(found).toEqual([]);
    const toldBy = (type: string) =>
      receiver.received.filter(({ body }) => body.includes(type) && body.includes(projectId));
    await until(() => toldBy('purchase.paid').length > 0);
    expect([toldBy('balance.low'), toldBy('purchase.paid')]).toEqual([[expect.anything()], [expect.anything()]]);
    expect(mails.received.filter(({ headers }) => headers['subject']?.startsWith(name))).toEqual([
      expect.objectContaining({ to: ['ana@example.com'] }),
    ]);
  },
);

test.each(LOOKS)(
  'an admin sells packs, sets a top-up that says why it pauses, and refunds: $name',
  async ({ name: look, ...options }) => {
    const name = `Vases, ${look}`;
    const projectId = await house.newSheet({ name, credits: 3 });
    stripe.account.declineCode = null;
    await house.client.send(publishCreditPacks, { input: { packs: PACKS } }); // the look before has published a third
    const visitor = await house.comeIn('/admin', { isStill: true, ...options, mayGoTo: stripe.url });
    const { page } = visitor;
    const found: object[] = [];
    const shoot = async (part: string) => void found.push(...(await barriersHere(visitor, `sell-${look}-${part}`)));
    if (options.isPhone) await page.getByRole('combobox', { name: 'What is shown' }).selectOption('Packs');
    else await page.getByText('Packs', { exact: true }).click();
    await expectShown(page.getByText('The credits that people can buy themselves.'));
    await expectShown(page.getByText('40 Prompts', { exact: true }));
    await page.getByRole('button', { name: 'Change packs' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Another pack' }).click();
    const third = dialog.getByRole('group', { name: 'Pack 3' });
    await third.getByRole('textbox', { name: 'Title' }).fill(`Tiny ${look}`);
    await third.getByRole('textbox', { name: 'Credits' }).fill('20');
    await dialog.getByRole('button', { name: 'See what buyers see' }).click();
    await expectShown(third.getByText('Say what it costs.'));
    await shoot('form');
    await third.getByRole('textbox', { name: 'Price' }).fill('1.50');
    await dialog.getByRole('button', { name: 'See what buyers see' }).click();
    await expectShown(dialog.getByText('4 Prompts', { exact: true }));
    await expectShown(dialog.getByText('$1.50'));
    await shoot('preview');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectShown(page.getByText(`Tiny ${look}`));
    await shoot('packs');

    await page.goto(`/projects/${projectId}/settings`);
    await page.getByRole('button', { name: 'Set a top-up' }).click();
    await dialog.getByLabel('Buy').selectOption('Small, $10.00');
    await expectShown(dialog.getByText(/At most 3 times a month, \$30\.00 in all/));
    await dialog.getByRole('button', { name: 'Set it' }).click();
    await expectShown(dialog.getByText('There is no card to charge yet.'));
    await shoot('no-card');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Credits', exact: true }).click();
    await page.getByRole('button', { name: 'Buy credits' }).last().click();
    await dialog.getByLabel('Keep the card for automatic top-ups').check();
    await dialog.getByRole('button', { name: `Buy Tiny ${look}` }).click();
    await payAtStripe(page);
    await expectShown(page.getByText('20 credits came in for $1.50.'));
    await expectBalance(page, '23 credits');

    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Set a top-up' }).click();
    await dialog.getByLabel('Buy').selectOption('Small, $10.00');
    await dialog.getByRole('button', { name: 'Set it' }).click();
    await expectShown(page.getByText(/^At 20 credits or fewer, Small is bought: .+ \$0\.00 of at most \$30\.00 spent/));
    stripe.account.declineCode = 'lost_card';
    await house.client.send(performPrompt, { input: { projectId, prompt: 'A vase', idempotencyKey: 'arms' } });
    await expectShown(page.getByText('Paused: the card was declined.'));
    await shoot('paused');
    stripe.account.declineCode = null;

    await page.getByRole('link', { name: 'Credits', exact: true }).click();
    await expectShown(page.getByRole('row', { name: /automatic top-up/ }));
    await page.getByRole('button', { name: /^Refund the purchase of/ }).click();
    await expectShown(dialog.getByRole('row', { name: /Taken back 18 credits of 20 credits/ }));
    await expectShown(dialog.getByRole('row', { name: 'Money back $1.35 of $1.50' }));
    await dialog.getByLabel('Reason').fill('bought by mistake');
    await shoot('refund');
    await dialog.getByRole('button', { name: 'Refund' }).click();
    await expectBalance(page, '0 credits, low');
    await expectShown(page.getByText('Refunded in part'));
    await shoot('refunded');

    const charged = [...stripe.account.intents.values()].findLast(
      ({ amount, status }) => amount === 150 && status === 'succeeded',
    );
    stripe.account.dispute(charged?.id ?? '');
    await until(async () => {
      const { project } = await house.client.send(purchasesOf, { id: projectId });
      return project?.purchases.nodes.some(({ status }) => status === 'REVERSED');
    });
    await page.goto('/admin?show=packs');
    await expectShown(page.getByRole('row', { name: new RegExp(`^${name} .*20 of 20 2$`) }));
    await shoot('unrecovered');
    expect(found).toEqual([]);
  },
);

/** Replaces the Notification API: records notifications and permission requests, and sets the visibility of the page. */
const WATCH_NOTIFICATIONS = `
  globalThis.seen = { shown: [], asked: 0, isAway: false, lateMs: 0 };
  globalThis.Notification = class extends Notification {
    constructor(title, options) { super(title, options); seen.shown.push(title); }
    static requestPermission() { seen.asked += 1; return super.requestPermission(); }
  };
  Object.defineProperty(document, 'visibilityState', { get: () => (seen.isAway ? 'hidden' : 'visible') });
  const now = Date.now;
  Date.now = () => now() + seen.lateMs;`;

test.each(LOOKS)(
  'alerts are chosen on their page, and a browser tells who looks elsewhere: $name',
  async ({ name: look, ...options }) => {
    const name = `Lamps, ${look}`;
    const projectId = await house.newSheet({ name, credits: 23 });
    const visitor = await house.visitor({ isStill: true, ...options, allowsNotifications: true });
    const { page } = visitor;
    const found: object[] = [];
    const shoot = async (part: string) => void found.push(...(await barriersHere(visitor, `alerts-${look}-${part}`)));
    await page.addInitScript(WATCH_NOTIFICATIONS);
    await page.goto(`/#key=${house.key}`);
    await page.getByRole('button', { name: 'You' }).click();
    await page.getByRole('menuitem', { name: 'Alerts' }).click();
    await expectShown(page.getByText('No address of yours is known. Give your key one in Admin, Keys.'));
    await shoot('no-address');
    await page.goto('/admin');
    await page.getByRole('button', { name: 'New key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(`Key of ${look}`);
    await dialog.getByLabel('E-mail').fill(`${look}@example.com`);
    await dialog.getByRole('button', { name: 'Make key' }).click();
    const secret = (await dialog.getByTestId('secret').textContent()) ?? '';
    await dialog.getByRole('button', { name: 'I have it' }).click();
    await expectShown(page.getByText(`${look}@example.com`));
    await shoot('keys');

    await page.goto(`/alerts#key=${secret}`);
    await expectShown(page.getByText(`You are written to at ${look}@example.com.`));
    await page.getByRole('checkbox', { name: 'Not enough credits' }).uncheck();
    await page.getByRole('switch', { name: 'Notify me while I look elsewhere' }).check({ force: true });
    await shoot('chosen');
    await page.reload();
    const depleted = page.getByRole('checkbox', { name: 'Not enough credits' });
    await expectShown(depleted);
    expect(await depleted.isChecked()).toBe(false);
    expect(await page.getByRole('switch').isChecked()).toBe(true);

    await page.goto(`/projects/${projectId}/studio`);
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A lamp');
    expect(await page.evaluate('seen')).toMatchObject({ shown: [], asked: 0 });
    await page.evaluate('Object.assign(seen, { isAway: true, lateMs: 60_000 })');
    await performButton(page).click();
    await until(async () => (await page.evaluate<string[]>('seen.shown')).includes('Prompt is ready'));
    for (const idempotencyKey of ['one', 'two']) {
      await house.client.send(performPrompt, { input: { projectId, prompt: 'A lamp', idempotencyKey } });
    }
    await until(async () =>
      (await page.evaluate<string[]>('seen.shown')).some((title) => title.startsWith(`${name}: 8 credits left`)),
    );
    expect(found).toEqual([]);
  },
);
