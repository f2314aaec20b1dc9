import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { inReadingDirection, isRightToLeft } from '../../language/language.ts';
import { trailTo } from '../items/lineage.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import { useFocusOnItem } from '../sheet/use-grid-walk.ts';
import { useMoreNearEnd, useVirtualList } from '../use-virtual-list.ts';
import type { Sheet } from '../items/use-sheet.ts';
import { type StripPlace, stripPlaces } from './strip-places.ts';
import { SheetTile } from '../sheet/sheet-tile.tsx';
import { TileCorner } from '../sheet/tile-corner.tsx';
import classes from './strip.module.css';

const EDGE_PX = 4;
const GAP_PX = 8;
const FAMILY_GAP_PX = 24;
const OVERSCAN = 6;

export interface StripTilesProps {
  readonly sheet: Sheet;
  readonly items: readonly SheetItem[];
  readonly sidePx: number;
  readonly chosen: SheetItem | undefined;
  readonly mayCancel: boolean;
  /** `isStep`: by an arrow key, one of many steps. */
  readonly onChoose: (item: SheetItem, isStep: boolean) => void;
  readonly onMissing: () => void;
}

/** The tiles that are in view; the others are drawn when they come near. */
export function StripTiles({ sheet, items, sidePx, chosen, mayCancel, onChoose, onMissing }: StripTilesProps) {
  const scroller = useRef<HTMLUListElement>(null);
  const places = useMemo(() => stripPlaces(items), [items]);
  const trail = useMemo(() => new Set(chosen ? trailTo(chosen, items).map(({ id }) => id) : []), [chosen, items]);
  const chosenPlace = places.findIndex(({ item }) => item.id === chosen?.id);
  const sized = useMemo(() => ({ places, sidePx }), [places, sidePx]);
  const virtual = useVirtualList(
    {
      horizontal: true,
      isRtl: isRightToLeft(),
      count: places.length,
      getScrollElement: () => scroller.current,
      estimateSize: (place) => sidePx + gapBefore(places, place),
      getItemKey: (place) => places[place]?.item.id ?? place,
      overscan: OVERSCAN,
      paddingEnd: GAP_PX,
    },
    sized,
  );
  const shown = virtual.getVirtualItems();
  useMoreNearEnd(sheet, (shown.at(-1)?.index ?? 0) >= places.length - 1);
  useEffect(() => {
    if (chosenPlace >= 0) virtual.scrollToIndex(chosenPlace, { align: 'auto' });
  }, [virtual, chosenPlace]);
  const focus = useFocusOnItem(scroller);
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const next = placeAfter(event.key, chosenPlace, places.length);
    const item = next === null ? undefined : places[next]?.item;
    if (!item || !(event.target instanceof HTMLElement) || !event.target.dataset['item']) return;
    event.preventDefault();
    focus(item.id);
    onChoose(item, true);
  };
  return (
    <ul ref={scroller} className={classes.scroller} style={{ height: sidePx + 16 }} onKeyDown={walk} tabIndex={-1}>
      <li aria-hidden="true" style={{ width: virtual.getTotalSize(), height: 1 }} />
      {shown.map(({ key, index, start }) => {
        const place = places[index];
        return place ? (
          <StripTile
            key={key}
            place={place}
            start={start + gapBefore(places, index)}
            sidePx={sidePx}
            isChosen={index === chosenPlace}
            isOnTrail={trail.has(place.item.id)}
            isTabStop={index === Math.max(0, chosenPlace)}
            mayCancel={mayCancel}
            onChoose={() => onChoose(place.item, false)}
            onMissing={onMissing}
          />
        ) : null;
      })}
    </ul>
  );
}

function gapBefore(places: readonly StripPlace[], place: number): number {
  if (place === 0) return EDGE_PX;
  return places[place]?.isFirst ? FAMILY_GAP_PX : GAP_PX;
}

function placeAfter(key: string, place: number, count: number): number | null {
  switch (inReadingDirection(key)) {
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

interface StripTileProps {
  readonly place: StripPlace;
  readonly start: number;
  readonly sidePx: number;
  readonly isChosen: boolean;
  readonly isOnTrail: boolean;
  readonly isTabStop: boolean;
  readonly mayCancel: boolean;
  readonly onChoose: () => void;
  readonly onMissing: () => void;
}

/** A tile of the strip, connected to the picture from which its own was made. */
function StripTile({ place: { item, isFirst }, start, sidePx, mayCancel, ...rest }: StripTileProps) {
  return (
    <li
      className={classes.tile}
      data-continues={!isFirst || undefined}
      style={{ insetInlineStart: start, width: sidePx, height: sidePx }}
    >
      <SheetTile item={item} {...rest} />
      <TileCorner action={item.action} mayCancel={mayCancel} />
    </li>
  );
}
