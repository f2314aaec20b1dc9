import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { CancelAction } from '../sheet/cancel-action.tsx';
import { trailTo } from '../sheet/lineage.ts';
import type { SheetItem } from '../sheet/sheet-item.ts';
import { SheetTile } from '../sheet/sheet-tile.tsx';
import type { Sheet } from '../sheet/use-sheet.ts';
import { stripPlaces } from './strip-places.ts';
import type { StripProps } from './strip.tsx';
import tile from '../sheet/sheet-tile.module.css';
import classes from './strip.module.css';

const GAP_PX = 8;
const FAMILY_GAP_PX = 24;
const OVERSCAN = 6;

export interface StripTilesProps extends Pick<StripProps, 'chosen' | 'mayCancel' | 'onChoose' | 'onMissing'> {
  readonly sheet: Sheet;
  readonly items: readonly SheetItem[];
  readonly sidePx: number;
}

/** The tiles that are in view; the others are drawn when they come near. */
export function StripTiles({ sheet, items, sidePx, chosen, mayCancel, onChoose, onMissing }: StripTilesProps) {
  const scroller = useRef<HTMLUListElement>(null);
  const places = useMemo(() => stripPlaces(items), [items]);
  const trail = useMemo(() => new Set(chosen ? trailTo(chosen, items).map(({ id }) => id) : []), [chosen, items]);
  const chosenPlace = places.findIndex(({ item }) => item.id === chosen?.id);
  const virtual = useVirtualizer({
    horizontal: true,
    count: places.length,
    getScrollElement: () => scroller.current,
    estimateSize: (place) => sidePx + gapBefore(place),
    getItemKey: (place) => places[place]?.item.id ?? place,
    overscan: OVERSCAN,
    paddingEnd: GAP_PX,
  });
  const gapBefore = (place: number) => (place === 0 ? 4 : places[place]?.isFirst ? FAMILY_GAP_PX : GAP_PX);
  useEffect(() => virtual.measure(), [virtual, sidePx, places]);
  const shown = virtual.getVirtualItems();
  const { loadMore, isLoadingMore } = sheet;
  const isNearEnd = (shown.at(-1)?.index ?? 0) >= places.length - 1;
  useEffect(() => {
    if (isNearEnd && loadMore && !isLoadingMore) loadMore();
  }, [isNearEnd, loadMore, isLoadingMore]);

  const focusedId = useRef<string | null>(null);
  useEffect(() => {
    if (chosenPlace >= 0) virtual.scrollToIndex(chosenPlace, { align: 'auto' });
  }, [virtual, chosenPlace]);
  useEffect(() => {
    const next =
      focusedId.current && scroller.current?.querySelector<HTMLElement>(`[data-item="${focusedId.current}"]`);
    if (!next) return;
    next.focus();
    focusedId.current = null;
  });
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const next = placeAfter(event.key, chosenPlace, places.length);
    const item = next === null ? undefined : places[next]?.item;
    if (!item || !(event.target as HTMLElement).dataset['item']) return; // the target of a key is an element
    event.preventDefault();
    focusedId.current = item.id;
    onChoose(item, true);
  };
  return (
    <ul ref={scroller} className={classes.scroller} style={{ height: sidePx + 16 }} onKeyDown={walk} tabIndex={-1}>
      <li aria-hidden="true" style={{ width: virtual.getTotalSize(), height: 1 }} />
      {shown.map(({ key, index, start }) => {
        const place = places[index];
        if (!place) return null;
        const { item, isFirst } = place;
        return (
          <li
            key={key}
            className={classes.tile}
            data-continues={!isFirst || undefined}
            style={{ left: start + gapBefore(index), width: sidePx, height: sidePx }}
          >
            <SheetTile
              item={item}
              isChosen={item.id === chosen?.id}
              isOnTrail={trail.has(item.id)}
              isTabStop={chosenPlace < 0 ? index === 0 : index === chosenPlace}
              onChoose={() => onChoose(item, false)}
              onMissing={onMissing}
            />
            {mayCancel && item.action?.status === 'QUEUED' && (
              <span className={tile.cancel}>
                <CancelAction action={item.action} isSmall />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function placeAfter(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(count - 1, place + 1);
    case 'ArrowLeft':
      return Math.max(0, place - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
