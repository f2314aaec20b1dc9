import type { Page } from 'playwright-core';
import { english } from '../../src/studio/language/messages/en/english.ts';
import type { KeyStroke, Shortcut } from '../../src/studio/shortcuts/shortcut-table.ts';

function keyOf({ key, isMod }: KeyStroke): string {
  const name = key === ' ' ? 'Space' : key;
  return isMod ? `ControlOrMeta+${name}` : name;
}

/** Presses each key of a shortcut once. */
export async function pressKeys(page: Page, { strokes }: Shortcut): Promise<void> {
  for (const stroke of strokes) await page.keyboard.press(keyOf(stroke));
}

/** Chooses a shortcut in the palette by its label. */
export async function chooseInPalette(page: Page, { name }: Shortcut): Promise<void> {
  const label = english.keys[name.replace('keys.', '') as keyof typeof english.keys]; // the labels of all shortcuts stand in this file
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find' }).fill(label);
  await page.getByRole('option', { name: label }).first().click();
}
