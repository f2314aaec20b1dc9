import type { KeyEntry, KeyStroke } from './key-table.ts';

const OVERLAY = '[role="dialog"], [role="menu"], [role="listbox"]';
/** Keys type into these, or choose in them. */
const FIELD =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="range"])';

export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'target'
> & {
  readonly getModifierState: (name: string) => boolean;
};

/** Whether what was pressed is the key of the entry, where the focus and what lies over the page let it count. */
export function isPressed(entry: KeyEntry, event: Pressed, page: Pick<ParentNode, 'querySelector'>): boolean {
  if (entry.isLocal || (event.repeat && !entry.isRepeated)) return false;
  if (!entry.strokes.some((stroke) => isStroke(stroke, event))) return false;
  if (!entry.isForFields && isWithin(event.target, FIELD)) return false;
  // Escape may have closed the dialog already: the same press must not be taken for one on the page.
  const isBelow = isWithin(event.target, OVERLAY) || page.querySelector(OVERLAY) !== null;
  return isBelow === (entry.group === 'Full screen');
}

function isStroke({ key, isMod }: KeyStroke, event: Pressed): boolean {
  const isLetter = /^[a-z]$/i.test(key);
  if ((isLetter ? event.key.toLowerCase() : event.key) !== key) return false;
  if (event.getModifierState('AltGraph')) return isMod === undefined; // how a bracket is typed on many keyboards
  if (event.altKey || (isLetter && event.shiftKey)) return false;
  return (event.ctrlKey || event.metaKey) === (isMod !== undefined);
}

/** Also where it was taken out of the page meanwhile. */
function isWithin(target: EventTarget | null, selector: string): boolean {
  if (target === null || !('closest' in target)) return false;
  return (target as Element).closest(selector) !== null; // elements alone have closest
}
