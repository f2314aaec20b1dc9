import { useCallbackRef, useElementSize } from '@mantine/hooks';
import { type MouseEvent, useRef } from 'react';
import { useMoreNearEnd, useVirtualList } from '../use-virtual-list.ts';
import { GridTile } from './grid-tile.tsx';
import type { SheetItem } from '../items/sheet-item.ts';
import { useGridWalk } from './use-grid-walk.ts';
import { itemName } from '../items/item-name.ts';
import { useMarquee } from './use-marquee.ts';
import type { Selection } from './use-selection.ts';
import type { Sheet } from '../items/use-sheet.ts';
import classes from './sheet-tab.module.css';

const GAP_PX = 8;
const OVERSCAN_ROWS = 3;
const TILES_BEFORE_END = 24;

export interface SheetGridProps {
  readonly sheet: Sheet;
  readonly items: readonly SheetItem[];
  readonly selection: Selection;
  readonly mayCancel: boolean;
  readonly tilePx: number;
  readonly onOpen: (item: SheetItem) => void;
}

/** All alike, in rows of which only those in view are drawn. Arrow keys walk it, Space selects, Enter opens. */
export function SheetGrid({ sheet, items, selection, mayCancel, tilePx, onOpen }: SheetGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const { columns, sidePx } = columnsFor(width, tilePx);
  const virtual = useVirtualList(
    {
      count: width === 0 ? 0 : Math.ceil(items.length / columns),
      getScrollElement: () => scroller.current,
      estimateSize: () => sidePx + GAP_PX,
      overscan: OVERSCAN_ROWS,
    },
    sidePx,
  );
  const rows = virtual.getVirtualItems();
  useMoreNearEnd(sheet, ((rows.at(-1)?.index ?? -1) + 1) * columns >= items.length - TILES_BEFORE_END);
  const { walkedId, walkTo, onKeyDown } = useGridWalk({
    scroller,
    items,
    columns,
    selection,
    show: (place) => virtual.scrollToIndex(Math.floor(place / columns)),
  });
  const press = useCallbackRef((item: SheetItem, event: MouseEvent) => {
    walkTo(item);
    if (event.shiftKey) selection.extendTo(item);
    else if (event.ctrlKey || event.metaKey || selection.ids.size > 0) selection.toggle(item);
    else onOpen(item);
  });
  const toggle = useCallbackRef((item: SheetItem, isRange: boolean) =>
    selection[isRange ? 'extendTo' : 'toggle'](item),
  );
  const { box, handlers } = useMarquee(scroller, selection.only);
  const reload = useCallbackRef(() => void sheet.reload());
  return (
    <div ref={scroller} className={classes.scroller} onKeyDown={onKeyDown} role="presentation" {...handlers}>
      <div ref={sizeRef} className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ key, index, start }) => (
          <div key={key} className={classes.row} style={rowStyle(columns, sidePx, start)}>
            {items.slice(index * columns, (index + 1) * columns).map((item) => (
              <GridTile
                key={item.id}
                item={item}
                name={itemName(item)}
                sidePx={sidePx}
                isSelected={selection.ids.has(item.id)}
                isTabStop={item.id === walkedId}
                mayCancel={mayCancel}
                onPress={press}
                onToggle={toggle}
                onMissing={reload}
              />
            ))}
          </div>
        ))}
        {box && <div className={classes.marquee} style={box} />}
      </div>
    </div>
  );
}

/** As many as fit, and as wide as fills the row. */
function columnsFor(width: number, tilePx: number) {
  const columns = Math.max(1, Math.floor((width + GAP_PX) / (tilePx + GAP_PX)));
  return { columns, sidePx: Math.floor((width - GAP_PX * (columns - 1)) / columns) };
}

function rowStyle(columns: number, sidePx: number, start: number) {
  return {
    gridTemplateColumns: `repeat(${columns}, ${sidePx}px)`,
    height: sidePx,
    transform: `translateY(${start}px)`,
  };
}
