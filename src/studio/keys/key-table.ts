/** One key, or one with Ctrl (on a Mac: Cmd). `key` is what the browser calls it. */
export interface KeyStroke {
  readonly key: string;
  readonly isMod?: true;
}

export interface KeyEntry {
  readonly id: string;
  readonly group: 'Everywhere' | 'In a project' | 'Studio' | 'Sheet' | 'Full screen';
  /** What it does. */
  readonly name: string;
  readonly strokes: readonly KeyStroke[];
  /** It works while one types, too: it types nothing. */
  readonly isForFields?: true;
  /** It goes on while it is held down. */
  readonly isRepeated?: true;
  /** It spends credits: only where its price is in view, and so never from the palette. */
  readonly isPaid?: true;
  /** Answered by the part that has the focus: shown, and not listened for. */
  readonly isLocal?: true;
}

/** Every key of the page. What is listened for, what the help shows and what the palette hints at all come from here. */
export const KEY_TABLE = [
  mod('palette', 'Everywhere', 'Find projects, pictures, pages and actions', 'k', { isForFields: true }),
  one('keys', 'Everywhere', 'Show all keys', '?'),
  one('rail', 'Everywhere', 'Fold or open the rail', '['),
  one('new-project', 'Everywhere', 'New project', 'n'),
  one('tab-studio', 'In a project', 'Go to Studio', '1'),
  one('tab-sheet', 'In a project', 'Go to Sheet', '2'),
  one('tab-history', 'In a project', 'Go to History', '3'),
  one('tab-credits', 'In a project', 'Go to Credits', '4'),
  one('tab-settings', 'In a project', 'Go to Settings', '5'),
  one('prompt', 'Studio', 'Write a Prompt', 'p'),
  one('edit', 'Studio', 'Refine with Prompt (Edit)', 'e'),
  one('background', 'Studio', 'Put it before another Background', 'b'),
  one('expand', 'Studio', 'Widen it with Expand', 'x'),
  mod('perform', 'Studio', 'Perform, for the price on the button', 'Enter', { isForFields: true, isPaid: true }),
  one('form', 'Studio', 'Fold or open the form', '\\'),
  one('next', 'Studio', 'Next picture', 'j', { isRepeated: true }),
  one('previous', 'Studio', 'Previous picture', 'k', { isRepeated: true }),
  one('full-screen', 'Studio', 'Full screen', 'f'),
  one('compare', 'Studio', 'Compare with what was before', 'c'),
  one('favorite', 'Studio', 'Mark as a favorite, or not', 's'),
  one('download', 'Studio', 'Download the picture', 'd'),
  one('again', 'Studio', 'Put its words into the form', 'r'),
  one('upload', 'Studio', 'Upload photos', 'u'),
  one('delete', 'Studio', 'Delete the picture, after a question', 'Delete'),
  mod('undo', 'Studio', 'Take the last stroke back', 'z', { isLocal: true }),
  mod('select-all', 'Sheet', 'Select all', 'a'),
  one('clear', 'Sheet', 'Select none', 'Escape'),
  one('search', 'Sheet', 'Search by words', '/'),
  one('select', 'Sheet', 'Select a picture, or not', ' ', { isLocal: true }),
  several('walk', 'Sheet', 'Walk over the pictures', ['ArrowLeft', 'ArrowRight'], { isLocal: true }),
  one('viewer-next', 'Full screen', 'Next picture', 'ArrowRight', { isRepeated: true }),
  one('viewer-previous', 'Full screen', 'Previous picture', 'ArrowLeft', { isRepeated: true }),
  several('zoom-in', 'Full screen', 'Zoom in', ['+', '='], { isRepeated: true }),
  one('zoom-out', 'Full screen', 'Zoom out', '-', { isRepeated: true }),
  one('zoom-fit', 'Full screen', 'Fit the picture', '0'),
  one('zoom-full', 'Full screen', 'Show every pixel', '1'),
  one('viewer-close', 'Full screen', 'Back to the page', 'f'),
] as const satisfies readonly KeyEntry[];

export type KeyId = (typeof KEY_TABLE)[number]['id'];

type Rest = Pick<KeyEntry, 'isForFields' | 'isRepeated' | 'isPaid' | 'isLocal'>;

function several<Id extends string>(
  id: Id,
  group: KeyEntry['group'],
  name: string,
  keys: readonly string[],
  rest: Rest = {},
) {
  return { id, group, name, strokes: keys.map((key) => ({ key })), ...rest };
}

function one<Id extends string>(id: Id, group: KeyEntry['group'], name: string, key: string, rest: Rest = {}) {
  return several(id, group, name, [key], rest);
}

function mod<Id extends string>(id: Id, group: KeyEntry['group'], name: string, key: string, rest: Rest = {}) {
  return { id, group, name, strokes: [{ key, isMod: true as const }], ...rest };
}

export function entryOf(id: KeyId): KeyEntry {
  const entry = KEY_TABLE.find((each) => each.id === id);
  if (!entry) throw new Error(`no key is called ${id}`); // cannot be: KeyId names those of the table
  return entry;
}
