import { defaultRangeExtractor, type Range, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { type Day, dayOf } from '../../look/calendar-day.ts';

const LINE_PX = 57;
const DAY_PX = 52;
const OVERSCAN_ROWS = 8;
/** Rows are added and removed in groups, because each change of the table costs a layout of all its rows. */
const GROUP_ROWS = 8;

export interface RowWindow {
  /** The rows to render, with their indexes. */
  readonly shown: readonly VirtualItem[];
  /** The height of the rows before them. */
  readonly abovePx: number;
  /** The height of the rows after them. */
  readonly belowPx: number;
  /** The ref of each rendered row, whose attribute `data-index` is its index. */
  readonly measure: (row: HTMLTableRowElement | null) => void;
}

/** Selects the rows near the viewport from a table that scrolls with the page. `body` contains the rows. */
export function useRowWindow(rows: readonly TableRow[], body: RefObject<HTMLElement | null>): RowWindow {
  const topPx = useTop(body);
  const virtual = useVirtualPage({
    count: rows.length,
    estimateSize: (place) => (rows[place]?.line ? LINE_PX : DAY_PX),
    getItemKey: (place) => rows[place]?.key ?? place,
    overscan: OVERSCAN_ROWS,
    rangeExtractor: wholeGroups,
    scrollMargin: topPx,
  });
  const shown = virtual.getVirtualItems();
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    shown,
    abovePx: first ? first.start - topPx : 0,
    belowPx: last ? virtual.getTotalSize() - (last.end - topPx) : virtual.getTotalSize(),
    measure: virtual.measureElement,
  };
}

function wholeGroups({ startIndex, endIndex, ...range }: Range): number[] {
  return defaultRangeExtractor({
    ...range,
    startIndex: startIndex - (startIndex % GROUP_ROWS),
    endIndex: endIndex + GROUP_ROWS - 1 - (endIndex % GROUP_ROWS),
  });
}

/** Does not correct the scroll position when rows above the viewport change their height: the browser's scroll anchoring does. */
function useVirtualPage(options: Parameters<typeof useWindowVirtualizer<HTMLTableRowElement>>[0]) {
  const virtual = useWindowVirtualizer(options);
  useLayoutEffect(() => {
    virtual.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  }, [virtual]);
  return virtual;
}

/** The distance between an element and the top of the page, measured again when the page changes its height. */
function useTop(element: RefObject<HTMLElement | null>): number {
  const [topPx, setTopPx] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTopPx(Math.round((element.current?.getBoundingClientRect().top ?? 0) + scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return topPx;
}

/** A row of the table body: the heading of a day, or a transaction. */
export type TableRow =
  | { readonly key: string; readonly day: Day; readonly line: null }
  | { readonly key: string; readonly day: Day; readonly line: TransactionLineFragment };

/** Groups transactions by day, each group below a heading, without changing their order. */
export function tableRows(lines: readonly TransactionLineFragment[]): TableRow[] {
  const rows: TableRow[] = [];
  for (const line of lines) {
    const day = dayOf(new Date(line.createdAt));
    if (rows.at(-1)?.day !== day) rows.push({ key: day, day, line: null });
    rows.push({ key: line.id, day, line });
  }
  return rows;
}
