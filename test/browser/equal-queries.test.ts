import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** The names of the queries that are requested while an equal one is in flight, until `stop` is called. */
function equalQueries(page: Page): { readonly stop: () => string[] } {
  const inFlight = new Set<string>();
  const repeated: string[] = [];
  const bodyOf = (request: { postData(): string | null }) => request.postData() ?? '';
  page.on('request', (request) => {
    const body = bodyOf(request);
    const name = /query (\w+)/.exec(body)?.[1];
    if (name === undefined) return;
    if (inFlight.has(body)) repeated.push(name);
    inFlight.add(body);
  });
  page.on('requestfinished', (request) => inFlight.delete(bodyOf(request)));
  return { stop: () => repeated };
}

const TABS = ['studio', 'sheet', 'history', 'credits', 'settings'];

test.each([0, 40])('no page requests a query while an equal one is in flight, with %i credits', async (credits) => {
  const prompts = credits > 0 ? ['A lamp', 'A vase'] : [];
  const projectId = await house.newSheet({ name: `Queries ${credits}`, credits, prompts });
  const { page } = await house.comeIn();
  const repeated: Record<string, string[]> = {};
  for (const path of ['/', '/admin', '/help', ...TABS.map((tab) => `/projects/${projectId}/${tab}`)]) {
    const watched = equalQueries(page);
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const names = watched.stop();
    if (names.length > 0) repeated[path] = names;
  }
  expect(repeated).toEqual({});
});
