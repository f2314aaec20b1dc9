import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPressed, type Pressed } from '../../src/studio/shortcuts/shortcut-match.ts';
import { SHORTCUTS, type Shortcut, type KeyStroke } from '../../src/studio/shortcuts/shortcut-table.ts';

const table: readonly Shortcut[] = SHORTCUTS;

interface Where {
  readonly isInField: boolean;
  readonly isBelowDialog: boolean;
  /** The same key press has closed the dialog that had the focus. */
  readonly hasClosedDialog?: boolean;
}

function isWithin({ isInField, hasClosedDialog = false }: Where, selector: string): boolean {
  return selector.includes('textarea') ? isInField : hasClosedDialog;
}

function isPressedAt(
  entry: Shortcut,
  { key, isMod }: KeyStroke,
  where: Where,
  changed: Partial<Pressed> = {},
): boolean {
  const target = { closest: (selector: string) => (isWithin(where, selector) ? {} : null) };
  const event: Pressed = {
    key,
    ctrlKey: isMod ?? false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    target: target as unknown as EventTarget, // the tested function calls only `closest`
    getModifierState: () => false,
    ...changed,
  };
  const page = { querySelector: () => (where.isBelowDialog ? {} : null) } as unknown as ParentNode; // the tested function calls only `querySelector`
  return isPressed(entry, event, page);
}

const anyStroke = fc.constantFrom(...table.flatMap(({ strokes }) => strokes));
const anyPlace = fc.record({ isInField: fc.boolean(), isBelowDialog: fc.boolean() });

test('no key has two meanings in the same place', () => {
  fc.assert(
    fc.property(anyStroke, anyPlace, (stroke, where) => {
      const pressed = table.filter((entry) => isPressedAt(entry, stroke, where)).map(({ id }) => id);
      expect(pressed.length).toBeLessThan(2);
    }),
    { numRuns: 300 },
  );
});

test('in a text field only shortcuts with Ctrl or Cmd work, and below a dialog only those of the full screen', () => {
  fc.assert(
    fc.property(fc.constantFrom(...table), anyStroke, (entry, stroke) => {
      const typed = isPressedAt(entry, stroke, { isInField: true, isBelowDialog: false });
      if (typed) expect([entry.isForFields, stroke.isMod]).toEqual([true, true]);
      const below = isPressedAt(entry, stroke, { isInField: false, isBelowDialog: true });
      if (below) expect(entry.group).toBe('Full screen');
    }),
    { numRuns: 300 },
  );
});

test('a shortcut that spends credits needs Ctrl or Cmd, and does not repeat while it is held down', () => {
  for (const entry of table.filter(({ isPaid }) => isPaid)) {
    const [stroke] = entry.strokes;
    const onPage = { isInField: false, isBelowDialog: false };
    expect([stroke?.isMod, stroke && isPressedAt(entry, stroke, onPage)]).toEqual([true, true]);
    expect(stroke && isPressedAt(entry, stroke, onPage, { repeat: true })).toBe(false);
  }
});

test('a bracket typed with AltGr folds the rail, and a letter with Alt, Ctrl or Shift does nothing', () => {
  const entry = (id: string) => table.find((each) => each.id === id) as Shortcut; // those named below are in the table
  const onPage = { isInField: false, isBelowDialog: false };
  const altGraph = { ctrlKey: true, altKey: true, getModifierState: (name: string) => name === 'AltGraph' };
  expect(isPressedAt(entry('rail'), { key: '[' }, onPage, altGraph)).toBe(true);
  for (const held of [{ altKey: true }, { ctrlKey: true }, { metaKey: true }, { shiftKey: true }]) {
    expect(isPressedAt(entry('background'), { key: 'b' }, onPage, held)).toBe(false);
  }
});

test('Escape that has closed a dialog does not clear the selection behind it', () => {
  const clear = table.find(({ id }) => id === 'clear') as Shortcut; // it is in the table
  const onPage = { isInField: false, isBelowDialog: false };
  expect(isPressedAt(clear, { key: 'Escape' }, onPage)).toBe(true);
  expect(isPressedAt(clear, { key: 'Escape' }, { ...onPage, hasClosedDialog: true })).toBe(false);
});
