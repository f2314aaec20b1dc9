import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { type Studio, startStudio } from '../support/studio.ts';

const CREDITS = '/docs/getting-started/understanding-credit-usage';

let studio: Studio;
beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  await studio.client();
});
afterAll(() => studio.stop());

function open(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(`${studio.url}${address}`, { headers, method, redirect: 'manual' });
}

const textOf = async (address: string, headers?: Record<string, string>) => (await open(address, headers)).text();

/** Every page by its address, as the index for programs lists them. */
async function addresses(): Promise<string[]> {
  const listed = [...(await textOf('/llms.txt')).matchAll(/\]\(http[^)]*?(\/docs\/[^)]+)\.md\)/g)];
  return listed.map(([, address = '']) => address);
}

const hrefsIn = (page: string) => [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
const idsIn = (page: string) => [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);

describe('the pages', () => {
  test('are all served, link to what is there, and show neither comments nor tokens', async () => {
    const pages = new Map<string, string>();
    for (const address of await addresses()) {
      const answer = await open(address, { accept: 'text/html' });
      expect([address, answer.status, answer.headers.get('content-type')]).toEqual([
        address,
        200,
        'text/html; charset=utf-8',
      ]);
      pages.set(address, await answer.text());
    }
    expect(pages.size).toBeGreaterThan(28);
    const broken: string[] = [];
    for (const [address, page] of pages) {
      expect(page).not.toMatch(/<!--|\{price:|\{balance\}|file=examples/);
      expect(new Set(idsIn(page)).size).toBe(idsIn(page).length);
      for (const href of hrefsIn(page)) {
        const { pathname, hash, host } = new URL(href, `${studio.url}${address}`);
        if (host !== new URL(studio.url).host || /\.\w+$|^\/(docs)?$/.test(pathname)) continue;
        const target = pages.get(pathname);
        if (target === undefined || (hash !== '' && !idsIn(target).includes(hash.slice(1))))
          broken.push(`${address}: ${href}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('are Markdown beside it, with prices and without comments, tokens and attributes', async () => {
    for (const address of await addresses()) {
      const answer = await open(`${address}.md`);
      const page = await answer.text();
      expect([address, answer.status, answer.headers.get('x-robots-tag')]).toEqual([address, 200, 'noindex']);
      expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
      expect(page).not.toMatch(/<!--|\{price:|\{balance\}|file=examples/);
      expect(page).toMatch(/^> .*\/llms\.txt\n\n# \S/);
    }
    const page = await textOf(`${CREDITS}.md`);
    expect(page).toContain('Background, which puts the picture before another background, costs 3 credits.');
    expect(page).toContain('costs 1 credit.');
    expect(page).toContain('[refunded in full](/docs/credits/refunds.md)');
  });

  test('are Markdown at their own address where that is asked for, and name it elsewhere', async () => {
    const markdown = await open(CREDITS, { accept: 'text/markdown, text/html' });
    expect(await markdown.text()).toBe(await textOf(`${CREDITS}.md`));
    expect(markdown.headers.get('vary')).toBe('Accept, Authorization');
    const page = await open(CREDITS, { accept: 'text/html' });
    expect(page.headers.get('link')).toBe(
      `<${CREDITS}.md>; rel="alternate"; type="text/markdown", </llms.txt>; rel="describedby"; type="text/plain"`,
    );
    expect(page.headers.get('x-robots-tag')).toBeNull();
  });

  test('need no script and no style that stands in them', async () => {
    const page = await open(CREDITS);
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(await page.text()).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    const loaded = hrefsIn(await textOf(CREDITS)).filter((href) => href.startsWith('/docs/assets/'));
    for (const file of [...loaded, '/docs/assets/docs.js']) {
      const asset = await open(file, { 'accept-encoding': 'br' });
      expect([file, asset.status, asset.headers.get('content-encoding')]).toEqual([file, 200, 'br']);
    }
  });

  test('are not sent again while nothing has changed, and answered to HEAD', async () => {
    const first = await open(CREDITS);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect((await open(CREDITS, { 'if-none-match': `W/${etag}` })).status).toBe(304);
    expect((await open(CREDITS, { 'if-none-match': '"another"' })).status).toBe(200);
    expect((await open(`${CREDITS}.md`, { 'if-none-match': etag })).status).toBe(200);
    const head = await open(CREDITS, {}, 'HEAD');
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
    expect(Number(head.headers.get('content-length'))).toBe(Buffer.byteLength(await first.text()));
  });

  test('have the whole schema as their reference, an anchor for each operation and type', async () => {
    expect(idsIn(await textOf('/docs/api/reference/mutations'))).toContain('performprompt');
    expect(idsIn(await textOf('/docs/api/reference/types'))).toContain('performedaction');
    expect(idsIn(await textOf('/docs/api/reference/values'))).toEqual(
      expect.arrayContaining(['actionkind', 'datetime']),
    );
    const { found } = (await (await open('/docs/search?q=perform backgr')).json()) as { found: { url: string }[] };
    expect(found.map(({ url }) => url)).toContain('/docs/api/reference/mutations#performbackground');
  });

  test('are found by prefixes of words', async () => {
    const { found } = (await (await open('/docs/search?q=refun')).json()) as { found: { title: string }[] };
    expect(found[0]).toMatchObject({ title: 'Refunds' });
    expect((await open(`/docs/search?q=${'x'.repeat(201)}`)).status).toBe(400);
    expect(await (await open('/docs/search')).json()).toEqual({ found: [] });
  });
});

describe('for programs there is', () => {
  test('an index at /llms.txt, and everything at /llms-full.txt', async () => {
    const index = await open('/llms.txt');
    expect(index.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const text = await index.text();
    expect(text).toMatch(/^# Darkroom\n\n> /);
    expect(text).toContain(`(${studio.url}${CREDITS}.md): What each action costs`);
    expect(await textOf('/docs', { accept: 'text/markdown' })).toBe(text);
    const full = await textOf('/llms-full.txt');
    expect(full).toContain('# Understanding credit usage');
    expect(full).not.toMatch(/<!--|\{price:/);
  });
});

describe('an address at which there is no page', () => {
  const MISSPELT = '/docs/getting-started/credit-usge';

  test.each([
    ['text/html', 'text/html; charset=utf-8'],
    ['text/markdown', 'text/markdown; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
  ])('is 404 with the nearest pages as %s', async (accept, type) => {
    const answer = await open(MISSPELT, { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, type]);
    expect(await answer.text()).toContain(CREDITS);
  });

  test('is reported as JSON in the common error format on request', async () => {
    expect(await (await open(MISSPELT, { accept: 'application/json' })).json()).toMatchObject({
      error: { code: 'NOT_FOUND', message: expect.any(String) },
      nearest: expect.arrayContaining([{ title: 'Understanding credit usage', url: `${CREDITS}.md` }]),
    });
  });

  test('is none that leads out of the folder, whatever its encoding', async () => {
    const raw = (path: string) =>
      new Promise<number>((resolve, reject) => {
        const { hostname, port } = new URL(studio.url);
        httpRequest({ hostname, port, path }, (answer) => resolve((answer.resume(), answer.statusCode ?? 0)))
          .once('error', reject)
          .end();
      });
    for (const path of [
      '/docs/../package.json',
      '/docs/..%2f..%2fpackage.json',
      '/docs/%2e%2e/%2e%2e/package.json',
      '/docs/assets/..%2f..%2fmain.js',
      '/docs/credits/refunds%00.md',
      '/docs/%ff',
      '/docs/%',
      '/docs//credits/refunds',
      '/docs/credits/refunds.md.md',
      '/docs/__proto__',
    ]) {
      expect([path, [400, 404].includes(await raw(path))]).toEqual([path, true]);
    }
  });

  test('leads on where only a slash is too much', async () => {
    const answer = await open(`${CREDITS}/`);
    expect([answer.status, answer.headers.get('location')]).toEqual([308, CREDITS]);
  });
});
