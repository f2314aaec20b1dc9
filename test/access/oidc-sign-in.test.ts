import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ownPath } from '../../src/server/own-path.ts';
import { whoAmI } from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { IdentityProvider } from '../support/identity-provider.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';

const ADA = { sub: '1', email: 'ada@example.com', role: 'EDITOR' };

let provider: IdentityProvider;
let studio: Studio;

beforeAll(async () => {
  provider = await IdentityProvider.start();
  studio = await startStudio({
    workers: 0,
    variables: {
      ...provider.variables,
      OIDC_CLIENT_ID: provider.signIns.clientId,
      OIDC_SUBJECT_CLAIM: 'email',
    },
  });
  await studio.client(); // creates the workspace
  provider.signIns.redirectUris.add(`${studio.url}/sign-in/callback`);
});
beforeEach(() => {
  Object.assign(provider.signIns, { claims: ADA, error: null, outage: null, oddities: {} });
});
afterAll(async () => {
  await studio.stop();
  await provider.stop();
});

interface Answered {
  readonly status: number;
  readonly body: {
    readonly [name: string]: unknown;
    readonly error?: { readonly code: string; readonly message: string };
  };
  readonly setCookies: readonly string[];
}

/** Does what a browser does: keeps cookies, sends its origin, and follows the redirect of the provider. */
class FakeBrowser {
  readonly cookies = new Map<string, string>();

  async post(name: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answered> {
    const response = await fetch(`${studio.url}/sign-in/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: studio.url,
        cookie: [...this.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const setCookies = response.headers.getSetCookie();
    for (const each of setCookies) {
      const [pair = ''] = each.split(';', 1);
      const at = pair.indexOf('=');
      if (/Expires=Thu, 01 Jan 1970/.test(each)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: response.status, body: (await response.json()) as Answered['body'], setCookies }; // JSON in both cases
  }

  /** Returns the query of the URL to which the provider redirects the browser. */
  async visitProvider(returnTo = '/'): Promise<string> {
    const { body } = await this.post('start', { returnTo });
    const { headers } = await fetch(String(body['url']), { redirect: 'manual' });
    return new URL(headers.get('location') ?? '').search.slice(1);
  }

  async signIn(returnTo?: string): Promise<Answered> {
    return this.post('finish', { answer: await this.visitProvider(returnTo) });
  }
}

async function nameOf(token: unknown): Promise<string> {
  return (await new GraphqlClient(studio.url, String(token)).send(whoAmI, {})).viewer.name;
}

describe('a sign-in at the provider', () => {
  test('gives the page a token and the requested address, and stores the refresh token in a cookie that scripts cannot read', async () => {
    const browser = new FakeBrowser();
    const { status, body, setCookies } = await browser.signIn('/projects?search=a');
    expect(status).toBe(200);
    expect(body).toEqual({
      token: expect.any(String),
      lifetimeMs: expect.any(Number),
      isRenewable: true,
      returnTo: '/projects?search=a',
    });
    expect(await nameOf(body['token'])).toBe('ada@example.com');
    for (const cookie of setCookies)
      expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$|Expires=Thu, 01 Jan 1970/);
    expect([...browser.cookies.keys()]).toEqual(['darkroom-kept']);
  });

  test('is renewed again and again, by refresh tokens that the provider accepts only once', async () => {
    const browser = new FakeBrowser();
    const { body: first } = await browser.signIn();
    const { body: second } = await browser.post('renew');
    const { body: third } = await browser.post('renew');
    expect(new Set([first['token'], second['token'], third['token']]).size).toBe(3);
    expect(await nameOf(third['token'])).toBe('ada@example.com');
  });

  test('ends at sign-out: the refresh token is revoked at the provider, and no new token is issued', async () => {
    const browser = new FakeBrowser();
    await browser.signIn();
    const before = provider.signIns.revoked.length;
    const stolen = new Map(browser.cookies);
    await browser.post('end');
    expect(browser.cookies.size).toBe(0);
    await until(() => provider.signIns.revoked.length > before);
    expect((await browser.post('renew')).body).toEqual({ token: null });
    for (const [name, value] of stolen) browser.cookies.set(name, value);
    expect((await browser.post('renew')).body.error?.code).toBe('SIGN_IN_OVER');
  });

  test('gives the page the ID token if the access token is for the provider alone', async () => {
    provider.signIns.oddities.accessAudience = 'userinfo';
    provider.signIns.oddities.idClaims = {
      aud: [provider.signIns.clientId, 'darkroom'],
      azp: provider.signIns.clientId,
    };
    expect(await nameOf((await new FakeBrowser().signIn()).body['token'])).toBe('ada@example.com');
  });

  test('cannot be renewed if the provider issues no refresh token', async () => {
    provider.signIns.oddities.hasNoRefresh = true;
    const browser = new FakeBrowser();
    expect((await browser.signIn()).body['isRenewable']).toBe(false);
    expect((await browser.post('renew')).body).toEqual({ token: null });
  });
});

describe('a sign-in is refused', () => {
  const refused = (code: string) => ({ status: 403, body: { error: { code, message: expect.any(String) } } });

  test.each(['', 'x', 'A'.repeat(43)])('with the state "%s", which was not issued', async (state) => {
    const browser = new FakeBrowser();
    const answer = new URLSearchParams(await browser.visitProvider());
    answer.set('state', state);
    expect(await browser.post('finish', { answer: String(answer) })).toMatchObject(refused('NOT_STARTED_HERE'));
  });

  test('in another browser than the one that started it', async () => {
    const answer = await new FakeBrowser().visitProvider();
    expect(await new FakeBrowser().post('finish', { answer })).toMatchObject(refused('NOT_STARTED_HERE'));
  });

  test('with the code of another sign-in, even if the state belongs to the browser', async () => {
    const mallory = new URLSearchParams(await new FakeBrowser().visitProvider());
    const ada = new FakeBrowser();
    const answer = new URLSearchParams(await ada.visitProvider());
    answer.set('code', mallory.get('code') ?? '');
    expect(await ada.post('finish', { answer: String(answer) })).toMatchObject(refused('SIGN_IN_OVER'));
  });

  test('with a code that was used before, even if the browser has restored its cookies', async () => {
    const browser = new FakeBrowser();
    const answer = await browser.visitProvider();
    const before = new Map(browser.cookies);
    expect((await browser.post('finish', { answer })).status).toBe(200);
    expect(await browser.post('finish', { answer })).toMatchObject(refused('NOT_STARTED_HERE'));
    for (const [name, value] of before) browser.cookies.set(name, value);
    expect(await browser.post('finish', { answer })).toMatchObject(refused('SIGN_IN_OVER'));
  });

  test('if the answer names another issuer', async () => {
    provider.signIns.oddities.issuer = 'https://mallory.example.com';
    expect(await new FakeBrowser().signIn()).toMatchObject(refused('INVALID_RESPONSE'));
  });

  test.each([
    ['another issuer', { iss: 'https://mallory.example.com' }],
    ['another audience', { aud: 'another-client' }],
    ['the nonce of another sign-in', { nonce: 'of another one' }],
    ['no nonce', { nonce: undefined }],
    ['an expiry in the past', { exp: 1 }],
  ])('with an ID token that has %s', async (_what, idClaims) => {
    provider.signIns.oddities.idClaims = idClaims;
    expect(await new FakeBrowser().signIn()).toMatchObject(refused('INVALID_RESPONSE'));
  });

  test('with tokens for another audience, or without a role', async () => {
    provider.signIns.oddities.accessAudience = 'another-product';
    expect(await new FakeBrowser().signIn()).toMatchObject(refused('NO_ACCESS'));
    delete provider.signIns.oddities.accessAudience;
    provider.signIns.claims = { sub: '1', email: 'ada@example.com' };
    expect(await new FakeBrowser().signIn()).toMatchObject(refused('NO_ACCESS'));
  });

  test('and its cookies are deleted, if a renewal yields the token of another person', async () => {
    const browser = new FakeBrowser();
    await browser.signIn();
    provider.signIns.claims = { ...provider.signIns.claims, email: 'mallory@example.com' };
    expect(await browser.post('renew')).toMatchObject(refused('OTHER_PERSON'));
    expect(browser.cookies.size).toBe(0);
  });

  test('with a cookie that was altered, has another purpose or belongs to another sign-in', async () => {
    const browser = new FakeBrowser();
    await browser.visitProvider();
    const [[name, sealed]] = [...browser.cookies] as [[string, string]]; // there is one for each sign-in that was started
    browser.cookies.set('darkroom-kept', sealed);
    expect((await browser.post('renew')).body).toEqual({ token: null });
    const answer = await browser.visitProvider();
    for (const key of browser.cookies.keys()) browser.cookies.set(key, sealed);
    browser.cookies.set(name, `${sealed.slice(0, -2)}AA`);
    expect(await browser.post('finish', { answer })).toMatchObject(refused('NOT_STARTED_HERE'));
  });

  test('if the request comes from a page of another site, or from none', async () => {
    for (const origin of ['https://mallory.example.com', 'null', '']) {
      for (const name of ['start', 'finish', 'renew', 'end']) {
        const { status, body } = await new FakeBrowser().post(name, {}, { origin });
        expect([status, body.error?.code]).toEqual([403, 'FORBIDDEN']);
      }
    }
  });
});

test.each([
  ['access_denied', 'ACCESS_DENIED'],
  ['login_required', 'SIGN_IN_REQUIRED'],
  ['interaction_required', 'SIGN_IN_REQUIRED'],
  ['consent_required', 'CONSENT_REQUIRED'],
  ['account_selection_required', 'ACCOUNT_REQUIRED'],
  ['temporarily_unavailable', 'PROVIDER_BUSY'],
  ['server_error', 'PROVIDER_FAILED'],
  ['invalid_scope', 'PROVIDER_NOT_SET_UP'],
  ['<b>odd</b>', 'PROVIDER_NOT_SET_UP'],
])("the error %s of the provider is refused by its code, without the provider's description", async (error, code) => {
  provider.signIns.error = error;
  const { body } = await new FakeBrowser().signIn();
  expect(body.error?.code).toBe(code);
  expect(JSON.stringify(body)).not.toMatch(/0900|<b>/);
});

test('an outage of the provider signs nobody out', async () => {
  const browser = new FakeBrowser();
  await browser.signIn();
  for (const status of [500, 503, 429]) {
    provider.signIns.outage = status;
    expect((await browser.post('renew')).body.error?.code).toBe('UNAVAILABLE');
  }
  provider.signIns.outage = null;
  expect((await browser.post('renew')).status).toBe(200);
});

test('a browser keeps at most four unfinished sign-ins', async () => {
  const browser = new FakeBrowser();
  for (let count = 0; count < 8; count += 1) await browser.visitProvider();
  expect(browser.cookies.size).toBe(4);
  expect((await browser.signIn()).status).toBe(200);
});

test('a sign-in returns only to paths of the page, whatever address was requested', async () => {
  for (const evil of [
    '//evil.com',
    '/\\evil.com',
    '/\t/evil.com',
    '/.//evil.com',
    '/a/..//evil.com',
    'https://evil.com',
    'javascript:1',
    '/sign-in/callback?code=1',
  ]) {
    expect((await new FakeBrowser().signIn(evil)).body['returnTo']).toBe('/');
  }
  const parts = fc.array(
    fc.constantFrom('/', '\\', '.', '..', ':', '@', '?', '#', '%2f', '\t', '\n', 'evil.com', 'http:', 'a'),
  );
  fc.assert(
    fc.property(parts, (text) => {
      const to = ownPath(text.join(''));
      expect(new URL(to, 'http://own').origin).toBe('http://own');
      expect(to).toMatch(/^\/(?!\/)/);
    }),
    { numRuns: 300 },
  );
});
