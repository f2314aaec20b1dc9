import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { type Shortcut, type ShortcutId, SHORTCUTS } from '../../src/studio/shortcuts/shortcut-table.ts';
import type { ActionKind } from '../support/generated/graphql.ts';
import { until } from '../support/until.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { chooseInPalette, pressKeys } from './press-shortcut.ts';
import { refineChair } from './refine-chair.ts';
import { actionChoice, paintMiddle, performButton, pickAction, shownPicture, tiles } from './studio-steps.ts';

let house: OpenHouse;
let page: Page;
let projectId: string;
beforeAll(async () => {
  house = await OpenHouse.open();
  projectId = await house.newSheet({ name: 'Keys', credits: 100, prompts: ['A lamp'] });
  await refineChair(house, projectId);
  ({ page } = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true }));
  await expectShown(shownPicture(page));
});
afterAll(async () => {
  await house.seeOff();
  await house.close();
});

type Press = () => Promise<void>;

/** For each shortcut: where it is tried, and what it does. A shortcut that is missing here does not compile. */
type Effects = Readonly<Record<ShortcutId, { readonly at: Place; readonly does: (press: Press) => Promise<void> }>>;

const PLACES = {
  projects: async () => {
    await page.goto('/');
    await expectShown(page.getByRole('list', { name: 'Projects' }).getByRole('link'));
  },
  studio: async () => {
    await page.goto(`/projects/${projectId}/studio`);
    await expectShown(shownPicture(page));
    await expectShown(performButton(page)); // the form has keys of its own
  },
  sheet: async () => {
    await page.goto(`/projects/${projectId}/sheet`);
    await expectShown(page.locator('[data-item]'));
  },
  viewer: async () => {
    await PLACES.studio();
    await page.keyboard.press('f');
    await expectShown(viewer());
  },
};
type Place = keyof typeof PLACES;

const viewer = () => page.getByRole('dialog', { name: 'Full screen' });
const picture = (name: string) => page.getByRole('region', { name: 'Picture', exact: true }).getByRole('img', { name });
const selected = () => page.getByText(/^\d+ selected$/);
const zoom = () => viewer().getByRole('group', { name: 'Zoom' });
const percent = () => zoom().getByText(/^\d+\s?%$/);

async function shows(press: Press, what: Locator): Promise<void> {
  await press();
  await expectShown(what);
}

async function hides(press: Press, what: Locator): Promise<void> {
  await press();
  await what.waitFor({ state: 'detached' });
}

const opensTab = (name: string, from: Place = 'studio') => ({
  at: from,
  does: (press: Press) =>
    shows(press, page.getByRole('link', { name, exact: true }).and(page.locator('[aria-current]'))),
});

const opensForm = (kind: ActionKind, field: string) => ({
  at: 'studio' as const,
  does: async (press: Press) => {
    await press();
    await until(async () => (await page.evaluate('document.activeElement?.dataset.field')) === field);
    expect(await actionChoice(page, kind).isChecked()).toBe(true);
  },
});

async function changesZoom(press: Press): Promise<void> {
  const before = await percent().innerText();
  await press();
  await until(async () => (await percent().innerText()) !== before);
}

/** Changes the zoom of the picture in full screen. */
const zooms = (first: string | null) => ({
  at: 'viewer' as const,
  does: async (press: Press) => {
    if (first) await changesZoom(() => page.keyboard.press(first));
    await changesZoom(press);
  },
});

const EFFECTS: Effects = {
  palette: { at: 'projects', does: (press) => shows(press, page.getByRole('combobox', { name: 'Find' })) },
  keys: { at: 'projects', does: (press) => shows(press, page.getByRole('dialog', { name: 'Keys' })) },
  rail: {
    at: 'projects',
    does: async (press) => {
      const field = page.getByLabel('Find a project');
      const wasOpen = await field.isVisible();
      await press();
      await field.waitFor({ state: wasOpen ? 'hidden' : 'visible' });
    },
  },
  'new-project': {
    at: 'projects',
    does: (press) => shows(press, page.getByRole('dialog', { name: 'New project' })),
  },
  'tab-studio': opensTab('Studio', 'sheet'),
  'tab-sheet': opensTab('Sheet'),
  'tab-history': opensTab('History'),
  'tab-credits': opensTab('Credits'),
  'tab-settings': opensTab('Settings'),
  share: { at: 'studio', does: (press) => shows(press, page.getByRole('dialog', { name: 'Share 1 picture' })) },
  prompt: opensForm('PROMPT', 'prompt'),
  edit: opensForm('PROMPT_EDIT', 'prompt'),
  background: opensForm('BACKGROUND', 'background'),
  expand: { at: 'studio', does: (press) => shows(press, page.getByRole('slider', { name: /^Pixels to add/ })) },
  perform: {
    at: 'studio',
    does: async (press) => {
      await pickAction(page, 'PROMPT');
      await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A table');
      await press();
      await expectBalance(page, '84 credits');
      await expectShown(picture('A table'));
    },
  },
  form: {
    at: 'studio',
    does: async (press) => {
      await hides(press, performButton(page));
      await shows(press, performButton(page));
    },
  },
  next: { at: 'studio', does: (press) => changesPicture(press) },
  previous: {
    at: 'studio',
    does: async (press) => {
      await page.keyboard.press('j');
      await changesPicture(press);
    },
  },
  'full-screen': { at: 'studio', does: (press) => shows(press, viewer()) },
  compare: {
    at: 'studio',
    does: async (press) => {
      await openRed();
      await shows(press, page.getByRole('slider', { name: /before/ }));
    },
  },
  favorite: {
    at: 'studio',
    does: async (press) => {
      const mark = page.getByRole('button', { name: 'Favorite' });
      const before = await mark.getAttribute('aria-pressed');
      await press();
      await until(async () => (await mark.getAttribute('aria-pressed')) !== before);
    },
  },
  comments: { at: 'studio', does: (press) => shows(press, page.getByRole('heading', { name: 'Comments' })) },
  download: {
    at: 'studio',
    does: async (press) => {
      const [download] = await Promise.all([page.waitForEvent('download'), press()]);
      expect(download.suggestedFilename()).toMatch(/\.png$/);
    },
  },
  again: {
    at: 'studio',
    does: async (press) => {
      await page.keyboard.press('j'); // the newest may still be made
      const name = await shownPicture(page).getAttribute('alt');
      await press();
      await expectShown(page.locator('[data-field="prompt"]').filter({ hasText: name ?? '' }));
    },
  },
  upload: {
    at: 'studio',
    does: async (press) => {
      await Promise.all([page.waitForEvent('filechooser'), press()]);
    },
  },
  delete: { at: 'studio', does: (press) => shows(press, page.getByRole('button', { name: 'Keep it' })) },
  undo: {
    at: 'studio',
    does: async (press) => {
      await pickAction(page, 'BACKGROUND');
      await page.getByRole('radio', { name: 'What I paint on the picture' }).check();
      await paintMiddle(page);
      const button = page.getByRole('button', { name: /^Undo|Take the last stroke back/ });
      await button.and(page.locator(':enabled')).waitFor();
      await press();
      await button.and(page.locator(':disabled')).waitFor();
    },
  },
  'select-all': { at: 'sheet', does: (press) => shows(press, selected()) },
  clear: {
    at: 'sheet',
    does: async (press) => {
      await page.keyboard.press('ControlOrMeta+a');
      await expectShown(selected());
      await hides(press, selected());
    },
  },
  search: {
    at: 'sheet',
    does: (press) => shows(press, page.getByRole('searchbox').and(page.locator(':focus'))),
  },
  select: {
    at: 'sheet',
    does: async (press) => {
      await page.locator('[data-item]').first().focus();
      await shows(press, page.getByText('1 selected', { exact: true }));
    },
  },
  walk: {
    at: 'sheet',
    does: async (press) => {
      const items = page.locator('[data-item]');
      await items.nth(1).focus();
      await press(); // to the left and back to the right
      await expectShown(items.nth(1).and(page.locator(':focus')));
    },
  },
  'viewer-next': { at: 'viewer', does: (press) => changesViewer(press) },
  'viewer-previous': {
    at: 'viewer',
    does: async (press) => {
      await page.keyboard.press('ArrowRight');
      await changesViewer(press);
    },
  },
  'zoom-in': zooms(null),
  'zoom-out': zooms('+'),
  'zoom-fit': zooms('+'),
  'zoom-full': zooms('+'), // a picture smaller than the screen is never shown at 100 %
  'viewer-close': { at: 'viewer', does: (press) => hides(press, viewer()) },
};

async function changesPicture(press: Press): Promise<void> {
  const before = await shownPicture(page).getAttribute('alt');
  await press();
  await until(async () => (await shownPicture(page).getAttribute('alt')) !== before);
}

async function changesViewer(press: Press): Promise<void> {
  const name = () =>
    viewer()
      .getByText(/^\d+ of \d+ · /)
      .innerText();
  const before = await name();
  await press();
  await until(async () => (await name()) !== before);
}

async function openRed(): Promise<void> {
  await tiles(page).and(page.locator('[title*="A red chair"]')).first().click();
  await expectShown(picture('A red chair'));
}

const all: readonly (Shortcut & { readonly id: ShortcutId })[] = SHORTCUTS;

/** Goes where the shortcut works, presses it, and waits for what it does. */
async function expectEffect(id: ShortcutId, press: Press): Promise<void> {
  const { at, does } = EFFECTS[id];
  await PLACES[at]();
  await does(press);
}

test.each(all)('$id by its key', async (shortcut) => {
  await expectEffect(shortcut.id, () => pressKeys(page, shortcut));
});

const inPalette = all.filter(
  ({ id, group, isPaid, isLocal }) => id !== 'palette' && group !== 'Full screen' && !isPaid && !isLocal,
);

test.each(inPalette)('$id from the palette', async (shortcut) => {
  await expectEffect(shortcut.id, () => chooseInPalette(page, shortcut));
});
