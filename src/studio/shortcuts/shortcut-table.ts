import type { LabelKey } from '../language/messages/message-types.ts';
/** A key, alone or with Ctrl (Cmd on a Mac). `key` is the value of `KeyboardEvent.key`. */
export interface KeyStroke {
  readonly key: string;
  readonly isMod?: true;
}

export interface Shortcut {
  readonly id: string;
  /** The part of the page in which the shortcut works. */
  readonly group: 'Everywhere' | 'In a project' | 'Studio' | 'Sheet' | 'Full screen';
  /** The label of the shortcut. */
  readonly name: LabelKey;
  readonly strokes: readonly KeyStroke[];
  /** Whether the shortcut also works while the user types in a field. */
  readonly isForFields?: true;
  /** Whether the shortcut repeats while the key is held down. */
  readonly isRepeated?: true;
  /** Whether the shortcut spends credits. It then works only while the price is visible, and not from the palette. */
  readonly isPaid?: true;
  /** Whether the focused element handles the key. It is listed in the help, but has no listener here. */
  readonly isLocal?: true;
}

/** Every shortcut of the page. The listener, the help and the palette all use this table. */
export const SHORTCUTS = [
  mod('palette', 'Everywhere', 'keys.palette', 'k', { isForFields: true }),
  one('keys', 'Everywhere', 'keys.showKeys', '?'),
  one('rail', 'Everywhere', 'keys.rail', '['),
  one('new-project', 'Everywhere', 'keys.newProject', 'n'),
  one('tab-studio', 'In a project', 'keys.goStudio', '1'),
  one('tab-sheet', 'In a project', 'keys.goSheet', '2'),
  one('tab-history', 'In a project', 'keys.goHistory', '3'),
  one('tab-credits', 'In a project', 'keys.goCredits', '4'),
  one('tab-settings', 'In a project', 'keys.goSettings', '5'),
  one('share', 'In a project', 'keys.share', 'l'),
  one('prompt', 'Studio', 'keys.prompt', 'p'),
  one('edit', 'Studio', 'keys.edit', 'e'),
  one('background', 'Studio', 'keys.background', 'b'),
  one('expand', 'Studio', 'keys.expand', 'x'),
  mod('perform', 'Studio', 'keys.perform', 'Enter', { isForFields: true, isPaid: true }),
  one('form', 'Studio', 'keys.form', '\\'),
  one('next', 'Studio', 'keys.nextPicture', 'j', { isRepeated: true }),
  one('previous', 'Studio', 'keys.previousPicture', 'k', { isRepeated: true }),
  one('full-screen', 'Studio', 'keys.fullScreen', 'f'),
  one('compare', 'Studio', 'keys.compare', 'c'),
  one('favorite', 'Studio', 'keys.favorite', 's'),
  one('comments', 'Studio', 'keys.comments', 'm'),
  one('download', 'Studio', 'keys.download', 'd'),
  one('again', 'Studio', 'keys.again', 'r'),
  one('upload', 'Studio', 'keys.upload', 'u'),
  one('delete', 'Studio', 'keys.delete', 'Delete'),
  mod('undo', 'Studio', 'keys.undo', 'z', { isLocal: true }),
  mod('select-all', 'Sheet', 'keys.selectAll', 'a'),
  one('clear', 'Sheet', 'keys.selectNone', 'Escape'),
  one('search', 'Sheet', 'keys.search', '/'),
  one('select', 'Sheet', 'keys.select', ' ', { isLocal: true }),
  several('walk', 'Sheet', 'keys.walk', ['ArrowLeft', 'ArrowRight'], { isLocal: true }),
  one('viewer-next', 'Full screen', 'keys.nextPicture', 'ArrowRight', { isRepeated: true }),
  one('viewer-previous', 'Full screen', 'keys.previousPicture', 'ArrowLeft', { isRepeated: true }),
  several('zoom-in', 'Full screen', 'keys.zoomIn', ['+', '='], { isRepeated: true }),
  one('zoom-out', 'Full screen', 'keys.zoomOut', '-', { isRepeated: true }),
  one('zoom-fit', 'Full screen', 'keys.zoomFit', '0'),
  one('zoom-full', 'Full screen', 'keys.zoomFull', '1'),
  one('viewer-close', 'Full screen', 'keys.viewerClose', 'f'),
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof SHORTCUTS)[number]['id'];

type Rest = Pick<Shortcut, 'isForFields' | 'isRepeated' | 'isPaid' | 'isLocal'>;

function several<Id extends string>(
  id: Id,
  group: Shortcut['group'],
  name: LabelKey,
  keys: readonly string[],
  rest: Rest = {},
) {
  return { id, group, name, strokes: keys.map((key) => ({ key })), ...rest };
}

function one<Id extends string>(id: Id, group: Shortcut['group'], name: LabelKey, key: string, rest: Rest = {}) {
  return several(id, group, name, [key], rest);
}

function mod<Id extends string>(id: Id, group: Shortcut['group'], name: LabelKey, key: string, rest: Rest = {}) {
  return { id, group, name, strokes: [{ key, isMod: true as const }], ...rest };
}

export function shortcutOf(id: ShortcutId): Shortcut {
  const entry = SHORTCUTS.find((each) => each.id === id);
  if (!entry) throw new Error(`no key is called ${id}`); // impossible: ShortcutId contains only ids of the table
  return entry;
}
