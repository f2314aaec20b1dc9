import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { inReadingDirection } from '../../language/language.ts';
import type { SheetItem } from '../items/sheet-item.ts';
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

/** Moves the focus to the tile of an item as soon as it is drawn: it may have to be scrolled to first. */
export function useFocusOnItem(list: RefObject<HTMLElement | null>): (id: string) => void {
  const wantedId = useRef<string | null>(null);
  useEffect(() => {
    if (wantedId.current === null) return;
    const tile = list.current?.querySelector<HTMLElement>(`[data-item="${wantedId.current}"]`);
    if (!tile) return;
    tile.focus({ preventScroll: true });
    wantedId.current = null;
  });
  return (id) => {
    wantedId.current = id;
  };
}
