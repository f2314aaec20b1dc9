import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { photograph } from '../support/photograph.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const SHOP = 'https://shop.example.com';
const EVIL = 'https://evil.example';

let closed: Studio;
let open: Studio;

beforeAll(async () => {
  closed = await startStudio({ workers: 0, variables: { GRAPHIQL: 'off' } });
  open = await startStudio({ workers: 0, variables: { CORS_ORIGINS: `${SHOP},http://localhost:3000` } });
});
afterAll(async () => {
  await Promise.all([closed.stop(), open.stop()]);
});

function ask({ url }: Studio, origin: string): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
}

function preflight({ url }: Studio, origin: string, path = '/graphql', method = 'POST'): Promise<Response> {
  return fetch(url + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}

function accessControl({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

describe('pages of other origins', () => {
  test('get no CORS headers if no origin is allowed', async () => {
    for (const origin of [SHOP, EVIL, closed.url, 'null']) {
      expect(accessControl(await ask(closed, origin))).toEqual({});
      expect(accessControl(await preflight(closed, origin))).toEqual({});
      expect((await preflight(closed, origin)).ok).toBe(false);
    }
  });

  test.each([SHOP, 'http://localhost:3000'])('may use the API where they are named: %s', async (origin) => {
    const response = await ask(open, origin);
    expect(response.status).toBe(200);
    expect(accessControl(response)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'retry-after, etag, content-disposition',
    });
    expect(response.headers.get('vary')).toContain('Origin');
    const before = await preflight(open, origin);
    expect(before.status).toBe(204);
    expect(accessControl(before)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT',
      'access-control-allow-headers':
        'authorization, content-type, darkroom-cost, apollo-require-preflight, mcp-protocol-version, mcp-method, mcp-name',
    });
    expect(accessControl(await preflight(open, origin, '/uploads/a', 'PUT'))).toMatchObject({
      'access-control-allow-origin': origin,
    });
  });

  test.each([
    EVIL,
    `${SHOP}.evil.example`,
    'https://evil.shop.example.com',
    'http://shop.example.com',
    `${SHOP}:444`,
    'null',
  ])('may not where another is named: %s', async (origin) => {
    expect(accessControl(await ask(open, origin))).not.toHaveProperty('access-control-allow-origin');
    expect(accessControl(await preflight(open, origin))).not.toHaveProperty('access-control-allow-origin');
  });

  test('are never let in by a cookie', async () => {
    expect(accessControl(await ask(open, SHOP))).not.toHaveProperty('access-control-allow-credentials');
    expect((await ask(open, SHOP)).headers.get('set-cookie')).toBeNull();
  });

  test('can read an error as well as an answer', async () => {
    const refused = await fetch(`${open.url}/graphql`, {
      method: 'POST',
      headers: { origin: SHOP, 'content-type': 'application/json', authorization: 'Bearer nonsense' },
      body: '{',
    });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('access-control-allow-origin')).toBe(SHOP);
  });
});

describe('every answer', () => {
  test.each(['/graphql', '/healthz', '/nowhere', '/pictures/a', '/graphiql'])(
    'of %s has the usual headers',
    async (path) => {
      const { headers } = await fetch(open.url + path, { headers: { 'apollo-require-preflight': 'yes' } });
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /default-src 'self'.*object-src 'none'.*frame-ancestors 'none'/,
        ),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull(); // it is not served by https
    },
  );

  test('says that it is served by https where it is', async () => {
    const secure = await startStudio({ workers: 0, variables: { PUBLIC_URL: 'https://images.example.com' } });
    const { headers } = await fetch(`${secure.url}/healthz`);
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{7,}/);
    expect(headers.get('content-security-policy')).toMatch(/connect-src 'self' https:\/\/images.example.com;/);
    await secure.stop();
  });
});

describe('GraphiQL', () => {
  test('runs the scripts that are in its page, and no others', async () => {
    const page = await fetch(`${open.url}/graphiql`);
    const html = await page.text();
    const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
    const policy = page.headers.get('content-security-policy') ?? '';
    const allowed = /script-src ([^;]*)/.exec(policy)?.[1]?.split(' ') ?? [];
    const hashes = scripts.map(([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    expect(scripts.length).toBeGreaterThan(0);
    expect(allowed).toEqual(["'self'", ...hashes]);
    expect(scripts.filter(([, attributes = '']) => /\bsrc=/.test(attributes))).toEqual([]);
    // By the document's own elements: the texts of scripts hold HTML too.
    const markup = html.replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '');
    expect(markup).not.toMatch(/\son\w+=|javascript:|https?:\/\/(?!www\.w3\.org)/);
  });

  test('is not there where it is off', async () => {
    const response = await fetch(`${closed.url}/graphiql`);
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: { code: 'NOT_FOUND', message: expect.any(String) } },
    ]);
  });
});

async function uploadedPicture(): Promise<string> {
  const { bytes } = await photograph({ width: 40, height: 30, seed: 1 });
  const client = await closed.client();
  const input = { projectId: await closed.newProject(client, 0), contentType: 'image/jpeg', bytes: bytes.length };
  const made = await client.ask<{ createImageUpload: { imageId: string; url: string } }, object>(
    'mutation($input: CreateImageUploadInput!) { createImageUpload(input: $input) { imageId url } }',
    { input },
  );
  const { imageId = '', url = '' } = made.data?.createImageUpload ?? {};
  await fetch(url, { method: 'PUT', headers: { 'content-type': 'image/jpeg' }, body: Buffer.from(bytes) });
  const stored = await client.ask<{ node: { url: string } }, object>(
    `{ node(id: "${imageId}") { ... on Image { url } } }`,
  );
  return stored.data?.node.url ?? '';
}

test('a picture may be embedded by any page, also when it is asked for again, and can be nothing else', async () => {
  const url = await uploadedPicture();
  const first = await fetch(url);
  const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect([first.status, again.status]).toEqual([200, 304]);
  for (const { headers } of [first, again]) {
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
