import { useElementSize } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import { groupByLineage, type LineageGroup } from '../items/lineage.ts';
import { LineageView } from './lineage-view.tsx';
import type { SheetGridProps } from './sheet-grid.tsx';
import { useMoreNearEnd, useVirtualList } from '../use-virtual-list.ts';
import classes from './sheet-tab.module.css';

const GAP_PX = 10;
const HEAD_PX = 60;
const NO_TRAIL: ReadonlySet<string> = new Set();

/** By what came of what: each family in rows of its own, and what nothing has come of yet side by side. */
export function SheetLineages({ sheet, items, mayCancel, tilePx, onOpen }: Omit<SheetGridProps, 'selection'>) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const columns = Math.max(2, Math.floor((width + GAP_PX) / (tilePx + GAP_PX)));
  const bands = useMemo(() => bandsOf(groupByLineage(items, columns), columns), [items, columns]);
  const virtual = useVirtualList(
    {
      count: width === 0 ? 0 : bands.length,
      getScrollElement: () => scroller.current,
      estimateSize: (band) => HEAD_PX + Math.max(...(bands[band] ?? []).map(({ rows }) => rows)) * (tilePx + GAP_PX),
      overscan: 2,
    },
    bands,
  );
  const shown = virtual.getVirtualItems();
  useMoreNearEnd(sheet, (shown.at(-1)?.index ?? 0) >= bands.length - 3);
  return (
    <div ref={scroller} className={classes.scroller}>
      <div ref={sizeRef} className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ key, index, start }) => (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={classes.lineages}
            style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, transform: `translateY(${start}px)` }}
          >
            {bands[index]?.map((group) => (
              <LineageView
                key={group.root.id}
                group={group}
                columns={columns}
                chosenId={undefined}
                trail={NO_TRAIL}
                tabStopId={group.root.id}
                mayCancel={mayCancel}
                onChoose={onOpen}
                onMissing={() => void sheet.reload()}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** What stands beside one another: a family alone, or up to `columns` pictures that nothing has come of. */
function bandsOf(groups: readonly LineageGroup[], columns: number): LineageGroup[][] {
  const bands: LineageGroup[][] = [];
  for (const group of groups) {
    const last = bands.at(-1);
    if (last && isAlone(group) && last.length < columns && last.every(isAlone)) last.push(group);
    else bands.push([group]);
  }
  return bands;
}

function isAlone({ placed, root }: LineageGroup): boolean {
  return placed.length === 1 && !root.action?.failure;
}
