import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { stoppedClock } from '../support/stopped-clock.ts';
import { type Studio, startStudio } from '../support/studio.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
});
afterAll(() => studio.stop());

describe('/mcp', () => {
  const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${studio.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body,
    });

  test('redirects a browser to its guide, and explains the call to a program', async () => {
    const page = await fetch(`${studio.url}/mcp`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/docs/api/mcp']);
    const plain = await fetch(`${studio.url}/mcp`);
    expect([plain.status, plain.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await plain.json()).toMatchObject({ error: { message: expect.stringContaining('by POST') } });
  });

  test.each([
    ['a credential that is not known', LIST, { authorization: 'Bearer nonsense' }, 401],
    ['a page of another site', LIST, { origin: 'https://evil.example' }, 403],
    ['a page without an origin', LIST, { origin: 'null' }, 403],
    ['what is not JSON', '{', {}, 400],
    ['several messages at once', `[${LIST},${LIST}]`, {}, 400],
    ['another content type', LIST, { 'content-type': 'text/plain' }, 415],
    ['a long body without a key', JSON.stringify('x'.repeat(20_000)), {}, 401],
  ])('refuses %s, in the shape of JSON-RPC', async (_, body, headers, status) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { message: expect.any(String) } });
  });

  test('refuses DNS rebinding: a page whose host name resolves to this machine', async () => {
    const { port } = new URL(studio.url);
    const { status } = await rebound(`evil.example:${port}`);
    expect(status).toBe(403);
    expect((await rebound(`127.0.0.1:${port}`)).status).toBe(200);
  });

  async function rebound(host: string): Promise<{ status: number | undefined }> {
    return new Promise((resolve, reject) => {
      const headers = {
        host,
        origin: `http://${host}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      };
      const asked = httpRequest(`${studio.url}/mcp`, { method: 'POST', headers }, (response) => {
        response.resume().once('end', () => resolve({ status: response.statusCode }));
      });
      asked.once('error', reject).end(LIST);
    });
  }

  test('counts each call as a request of its key', async () => {
    const slow = await startStudio({
      workers: 0,
      clock: stoppedClock(),
      variables: { LIMIT_REQUESTS_PER_SECOND: '1', LIMIT_REQUEST_BURST: '2' },
    });
    try {
      const { authorization } = await slow.client();
      const call = () =>
        fetch(`${slow.url}/mcp`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          body: LIST,
        });
      const statuses = [];
      for (let calls = 0; calls < 4; calls += 1) {
        const answer = await call();
        statuses.push(answer.status);
        if (answer.status === 429) expect(answer.headers.get('retry-after')).toBe('1');
        await answer.text();
      }
      expect(statuses.slice(0, 2)).toEqual([200, 200]);
      expect(statuses).toContain(429);
    } finally {
      await slow.stop();
    }
  });
});
