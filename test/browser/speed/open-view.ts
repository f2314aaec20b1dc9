import type { Page } from 'playwright-core';
import { readTrace, recordTrace } from './trace.ts';
import { type ThreadBill, threadBill } from './thread-bill.ts';
import type { View } from './view.ts';

export interface Opening {
  readonly bill: ThreadBill;
  readonly requests: number;
  readonly nodes: number;
}

/** Loads a view in a new page and waits until the page is idle. */
export async function openView(page: Page, view: View): Promise<Opening> {
  await page.goto('about:blank');
  let requests = 0;
  const count = () => (requests += 1);
  page.on('request', count);
  const trace = await recordTrace(page, () => untilOpen(page, view));
  page.off('request', count);
  const nodes = await page.evaluate<number>('document.querySelectorAll("*").length');
  return { bill: threadBill(readTrace(trace)), requests, nodes };
}

export async function untilOpen(page: Page, { url, shows }: View): Promise<void> {
  await page.goto(url);
  for (const { selector, count } of shows) {
    await page
      .locator(selector)
      .nth(count - 1)
      .waitFor({ state: 'attached' });
  }
  await page.waitForLoadState('networkidle');
  await page.evaluate('new Promise((done) => requestIdleCallback(done))');
}
