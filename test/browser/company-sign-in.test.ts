import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { session } from '../../src/studio/language/messages/de/session.ts';
import { IdentityProvider } from '../support/identity-provider.ts';
import { grantCredits } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { expectBalance, expectConnection, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import type { Visitor, VisitorOptions } from './visitor.ts';

let provider: IdentityProvider;
let house: OpenHouse;
beforeAll(async () => {
  provider = await IdentityProvider.start();
  house = await OpenHouse.open({
    ...provider.variables,
    OIDC_CLIENT_ID: provider.signIns.clientId,
    OIDC_SUBJECT_CLAIM: 'email',
  });
  provider.signIns.redirectUris.add(`${house.url}/sign-in/callback`);
  provider.signIns.claims = { sub: '1', email: 'ada@example.com', role: 'EDITOR' };
});
afterEach(() => {
  provider.signIns.error = null;
  return house.seeOff();
});
afterAll(async () => {
  await house.close();
  await provider.stop();
});

function visitor(options?: VisitorOptions): Promise<Visitor> {
  return house.visitor({ mayGoTo: provider.issuer, ...options });
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'You' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

const companyButton = (page: Page) => page.getByRole('button', { name: 'Sign in with your company' });

test('a person signs in at the company, returns to the requested address, and stays signed in after a reload and in a new tab', async () => {
  const projectId = await house.newSheet({ name: 'Necklaces', credits: 50 });
  const { page } = await visitor();
  await page.goto(`/projects/${projectId}/history?period=7`);
  await companyButton(page).click();
  await expectConnection(page, 'Live');
  expect(page.url()).toBe(`${house.url}/projects/${projectId}/history?period=7`);
  await page.getByRole('button', { name: 'You' }).click();
  await expectShown(page.getByText('ada@example.com'));
  expect(await page.getByRole('menuitem', { name: 'Keep me signed in' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.reload();
  await expectConnection(page, 'Live');

  const tab = await page.context().newPage();
  await page.evaluate('sessionStorage.clear()');
  await page.close();
  await tab.goto(`/projects/${projectId}/history`); // no other tab is left, so the page renews the token by the cookie
  await expectConnection(tab, 'Live');
  expect(await tab.evaluate('document.cookie')).toBe('');
  await signOut(tab);
  await expectShown(companyButton(tab));
  await tab.reload();
  await expectShown(companyButton(tab));
});

test('each tab renews its token before it expires, and live updates are not interrupted', async () => {
  const projectId = await house.newSheet({ name: 'All day', credits: 50 });
  const { page } = await visitor();
  await page.context().clock.install(); // the tokens last an hour
  await page.goto(`/projects/${projectId}/history`);
  await companyButton(page).click();
  await expectBalance(page, '50 credits');
  await page.evaluate(`{
    globalThis.seen = new Set();
    const look = () => seen.add(document.querySelector('[data-testid=connection]')?.textContent);
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  }`);
  const second = await page.context().newPage();
  await second.goto(`/projects/${projectId}/history`);
  await expectBalance(second, '50 credits');
  const tokenOf = (tab: Page) => tab.evaluate<string>('sessionStorage.getItem("darkroom.key")');
  for (let hour = 1; hour <= 2; hour += 1) {
    const last = [await tokenOf(page), await tokenOf(second)];
    await page.context().clock.fastForward('59:30');
    await until(async () => !last.includes(await tokenOf(page)) && !last.includes(await tokenOf(second)));
  }
  await house.client.send(grantCredits, { input: { projectId, credits: 7, idempotencyKey: 'later' } });
  await expectBalance(page, '57 credits');
  await expectBalance(second, '57 credits');
  expect(await page.evaluate('[...seen].filter((word) => /Reconnecting|Live again/.test(word))')).toEqual([]);
  await signOut(second);
  await expectShown(companyButton(page));
});

test('if the provider refuses a sign-in, the page shows the reason and a new attempt is possible', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    for (const isPhone of [false, true]) {
      provider.signIns.error = 'access_denied';
      const person = await visitor({ scheme, isPhone, isStill: true });
      const { page } = person;
      await page.goto('/help');
      await expectShown(companyButton(page));
      await person.shoot(`company-${scheme}${isPhone ? '-phone' : ''}`);
      expect(await person.barriers()).toEqual([]);
      await companyButton(page).click();
      await expectShown(page.getByText(/The provider did not let you in/));
      expect(page.url()).toBe(`${house.url}/`);
      await person.shoot(`company-refused-${scheme}${isPhone ? '-phone' : ''}`);
      expect(await person.barriers()).toEqual([]);
      provider.signIns.error = null;
      await companyButton(page).click();
      await expectShown(page.getByRole('heading', { name: 'Projects' }));
    }
  }
});

test('the reason is told in the language of the page', async () => {
  provider.signIns.error = 'access_denied';
  const { page } = await visitor({ locale: 'de-DE' });
  await page.goto('/');
  await page.getByRole('button', { name: session.withCompany }).click();
  await expectShown(page.getByRole('alert').getByText(session.accessDenied));
});

test('an answer of the provider to a sign-in that this browser did not start signs nobody in', async () => {
  const { page } = await visitor();
  await page.goto(`/sign-in/callback?code=stolen&state=forged&iss=${encodeURIComponent(provider.issuer)}`);
  await expectShown(page.getByText(/was not started in this browser/));
  expect(page.url()).toBe(`${house.url}/`);
});

test('a key still signs in if a provider is configured', async () => {
  const { page } = await visitor();
  await page.goto('/');
  await page.getByRole('button', { name: 'I have a key' }).click();
  await page.getByLabel('Key', { exact: true }).fill(house.key);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expectShown(page.getByRole('heading', { name: 'Projects' }));
});
