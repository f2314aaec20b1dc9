import { inReadingDirection } from '../language/language.ts';
import { OVERLAY } from '../look/overlay.ts';
import type { KeyStroke, Shortcut } from './shortcut-table.ts';

/** Elements that handle keys themselves. */
const FIELD =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="range"])';

export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'target'
> & {
  readonly getModifierState: (name: string) => boolean;
};

/** Whether the event is a press of this shortcut, and the focus and open dialogs allow it. */
export function isPressed(entry: Shortcut, event: Pressed, page: Pick<ParentNode, 'querySelector'>): boolean {
  if (entry.isLocal || (event.repeat && !entry.isRepeated)) return false;
  if (!entry.strokes.some((stroke) => isStroke(stroke, event))) return false;
  if (!entry.isForFields && isWithin(event.target, FIELD)) return false;
  // Escape may have closed a dialog already. The same press must not trigger a shortcut of the page as well.
  const isBelow = isWithin(event.target, OVERLAY) || page.querySelector(OVERLAY) !== null;
  return isBelow === (entry.group === 'Full screen');
}

function isStroke({ key, isMod }: KeyStroke, event: Pressed): boolean {
  const isLetter = /^[a-z]$/i.test(key);
  if ((isLetter ? event.key.toLowerCase() : inReadingDirection(event.key)) !== key) return false;
  if (event.getModifierState('AltGraph')) return isMod === undefined; // many keyboards type brackets with AltGr
  if (event.altKey || (isLetter && event.shiftKey)) return false;
  return (event.ctrlKey || event.metaKey) === (isMod !== undefined);
}

/** Also true if the element has been removed from the document since. */
function isWithin(target: EventTarget | null, selector: string): boolean {
  if (target === null || !('closest' in target)) return false;
  return (target as Element).closest(selector) !== null; // only elements have `closest`
}
