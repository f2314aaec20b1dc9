import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** The names of the queries that a page requests while an equal one is in flight. Grows as long as the page is open. */
function equalQueries(page: Page): string[] {
  const inFlight = new Set<string>();
  const repeated: string[] = [];
  const ended = (request: Request) => inFlight.delete(request.postData() ?? '');
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  page.on('request', (request) => {
    const body = request.postData() ?? '';
    const name = /query (\w+)/.exec(body)?.[1];
    if (name === undefined) return;
    if (inFlight.has(body)) repeated.push(name);
    inFlight.add(body);
  });
  return repeated;
}

const TABS = ['studio', 'sheet', 'history', 'credits', 'settings'];

test.each([0, 40])('no page requests a query while an equal one is in flight, with %i credits', async (credits) => {
  const prompts = credits > 0 ? ['A lamp', 'A vase'] : [];
  const projectId = await house.newSheet({ name: `Queries ${credits}`, credits, prompts });
  const { page } = await house.comeIn();
  const repeated = equalQueries(page);
  for (const path of ['/', '/admin', '/help', ...TABS.map((tab) => `/projects/${projectId}/${tab}`)]) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
  }
  expect(repeated).toEqual([]);
});
