import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type Studio, startStudio } from '../support/studio.ts';

const assets = readdirSync(path.join(import.meta.dirname, '../../dist/studio/assets'));
const script = assets.find((name) => /^first-.*\.js$/.test(name)) ?? '';

let studio: Studio;
beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
});
afterAll(() => studio.stop());

function open(address: string, headers: Record<string, string> = { accept: 'text/html' }): Promise<Response> {
  return fetch(`${studio.url}${address}`, { headers });
}

describe('the page', () => {
  test.each(['/', '/projects/prj_01k00000000000000000000000/history', '/help'])('is served at %s', async (address) => {
    const response = await open(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<div id="root">');
    expect((await fetch(`${studio.url}${address}`, { method: 'HEAD', headers: { accept: 'text/html' } })).status).toBe(
      200,
    );
  });

  test('has no script and no style inside, so that the strictest policy for scripts lets it run', async () => {
    const html = await (await open('/')).text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|https?:/);
  });

  test.each(['br', 'gzip'])('and what it loads were compressed by the build: %s', async (encoding) => {
    const response = await open(`/assets/${script}`, { 'accept-encoding': encoding });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toMatch('javascript');
  });

  test.each([
    ['an asset that is not there', '/assets/index-gone.js', { accept: 'text/html' }],
    ['what no browser opens as a page', '/no-such-file.json', { accept: '*/*' }],
    ['a file outside of its folder', '/..%2fmain.js', { accept: '*/*' }],
  ])('does not stand in for %s', async (_, address, headers) => {
    const response = await open(address, headers);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('<div');
  });

  test('leaves the routes of the server alone', async () => {
    expect(await (await open('/healthz')).json()).toEqual({ status: 'alive' });
    expect(await (await open('/graphiql')).text()).toContain('Darkroom GraphiQL');
    expect((await open('/pictures/nothing')).status).not.toBe(200);
    expect((await fetch(`${studio.url}/nothing`, { method: 'POST' })).status).toBe(404);
  });
});
