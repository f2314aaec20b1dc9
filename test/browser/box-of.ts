import type { Locator } from 'playwright-core';

/** The position and the size of an element, in pixels of the window. */
export async function boxOf(what: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await what.boundingBox();
  if (!box) throw new Error('the element is not shown');
  return box;
}
