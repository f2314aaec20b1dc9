import type { Locator, Page } from 'playwright-core';

/** Waits until it is seen; fails, and says for what it waited, where it is not within ten seconds. */
export function expectShown(what: Locator): Promise<void> {
  return what.first().waitFor();
}

/** Waits until the project page tells this balance, such as "95 credits" or "7 credits, low". */
export function expectBalance(page: Page, balance: string): Promise<void> {
  const told = page.getByTestId('project-balance').getByTestId('balance');
  return told.filter({ hasText: new RegExp(`^${balance}$`) }).waitFor({ state: 'attached' });
}

/** Waits until every picture on the page has been drawn. */
export async function expectPicturesShown(page: Page): Promise<void> {
  await page.locator('img:not([data-shown])').first().waitFor({ state: 'detached' });
  await page.evaluate('Promise.all([...document.images].map((image) => image.decode()))');
}

/** Waits for the word on the connection in the header. */
export function expectConnection(page: Page, word: 'Live' | 'Reconnecting' | 'Live again'): Promise<void> {
  return page.getByTestId('connection').getByText(word, { exact: true }).waitFor();
}
