import { type KeyboardEvent, type RefObject, useState } from 'react';
import { inReadingDirection } from '../../language/direction.ts';
import type { SheetItem } from './sheet-item.ts';
import { useFocusOnItem } from './use-focus-on-item.ts';
import type { Selection } from './use-selection.ts';

export interface GridWalkOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly items: readonly SheetItem[];
  readonly columns: number;
  readonly selection: Selection;
  /** Scrolls to the tile at this place. */
  readonly show: (place: number) => void;
}

/** One tile can be reached by the Tab key; from there arrow keys lead to the others, with Shift they select, and Space does. */
export function useGridWalk({ scroller, items, columns, selection, show }: GridWalkOptions) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const focus = useFocusOnItem(scroller);
  const place = Math.max(
    0,
    items.findIndex(({ id }) => id === chosenId),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return; // a checkbox has keys of its own
    const item = items[place];
    const step = stepOf(event.key, columns, place, items.length);
    if (!item || (step === null && event.key !== ' ')) return;
    event.preventDefault();
    if (step === null) return selection.toggle(item);
    const next = Math.min(items.length - 1, Math.max(0, place + step));
    const reached = items[next] ?? item;
    if (event.shiftKey) selection.extendTo(reached);
    setChosenId(reached.id);
    focus(reached.id);
    show(next);
  };
  return { walkedId: items[place]?.id, walkTo: ({ id }: SheetItem) => setChosenId(id), onKeyDown };
}

function stepOf(key: string, columns: number, place: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    Home: -place,
    End: count - 1 - place,
  };
  return steps[inReadingDirection(key)] ?? null;
}
