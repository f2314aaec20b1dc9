import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';

/** Waits until it is seen; fails, and says for what it waited, where it is not within ten seconds. */
export function expectShown(what: Locator): Promise<void> {
  return what.first().waitFor();
}

/** Waits until the project page tells this balance, such as "95 credits" or "7 credits, low". */
export function expectBalance(page: Page, balance: string): Promise<void> {
  const told = page.getByTestId('project-balance').getByTestId('balance');
  return told.filter({ hasText: new RegExp(`^${balance}$`) }).waitFor({ state: 'attached' });
}

/** Whether every picture has been drawn, except for those that are fetched when they are scrolled into view. */
const ARE_PICTURES_DRAWN = `new Promise((resolve) => {
  const images = [...document.images];
  const observer = new IntersectionObserver((seen) => {
    observer.disconnect();
    const needed = seen.filter(({ isIntersecting, target }) => isIntersecting || target.loading !== 'lazy');
    resolve(needed.every(({ target }) => 'shown' in target.dataset && target.complete));
  });
  for (const image of images) observer.observe(image);
  if (images.length === 0) resolve(true);
})`;

/** Waits until every picture in view has been drawn. */
export async function expectPicturesShown(page: Page): Promise<void> {
  await until(() => page.evaluate<boolean>(ARE_PICTURES_DRAWN));
  await page.evaluate(
    'Promise.all([...document.images].filter(({ complete }) => complete).map((image) => image.decode()))',
  );
}

/** Waits for the word on the connection in the header. */
export function expectConnection(page: Page, word: 'Live' | 'Reconnecting' | 'Live again'): Promise<void> {
  return page.getByTestId('connection').getByText(word, { exact: true }).waitFor();
}
