import { type RefObject, useEffect, useRef } from 'react';

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
