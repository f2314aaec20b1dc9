import { newestFirst, type SheetItem } from './sheet-item.ts';

/** Where an item stands in its group, and how it is joined to what it came from. */
export interface PlacedItem {
  readonly item: SheetItem;
  readonly row: number;
  readonly column: number;
  /** From the left: it continues its neighbour, or the end of the row above. From above: it branches off. */
  readonly joined: 'left' | 'above' | null;
}

/** A line that runs down in a column from below one row to the middle of another, where it turns right. */
export interface Branch {
  readonly column: number;
  readonly fromRow: number;
  readonly toRow: number;
}

/** A picture without a parent, and all its descendants. */
export interface LineageGroup {
  readonly root: SheetItem;
  /** In reading order: an item, what continues it, then its other continuations. */
  readonly placed: readonly PlacedItem[];
  readonly branches: readonly Branch[];
  readonly rows: number;
  readonly newestAt: string;
}

/** The items grouped by lineage, most recently active group first. Rows hold `columns` items, 2 or more. */
export function groupByLineage(items: readonly SheetItem[], columns: number): LineageGroup[] {
  const known = new Set(items.map(({ id }) => id));
  const continued = new Map<string, SheetItem[]>();
  const roots: SheetItem[] = [];
  for (const item of items.toReversed()) {
    if (item.parentId === null || !known.has(item.parentId)) roots.push(item);
    else continued.set(item.parentId, [...(continued.get(item.parentId) ?? []), item]);
  }
  return roots
    .map((root) => layOut(root, (item) => continued.get(item.id) ?? [], columns))
    .toSorted((one, other) => newestFirst(one.newestAt, other.newestAt));
}

function layOut(root: SheetItem, continuationsOf: (item: SheetItem) => SheetItem[], columns: number): LineageGroup {
  const placed: PlacedItem[] = [];
  const branches: Branch[] = [];
  let rows = 1;
  const place = (item: SheetItem, row: number, column: number, joined: PlacedItem['joined']): void => {
    placed.push({ item, row, column, joined });
    const isRowFull = column === columns - 1;
    for (const [order, continuation] of continuationsOf(item).entries()) {
      if (order === 0 && !isRowFull) {
        place(continuation, row, column + 1, 'left');
        continue;
      }
      rows += 1;
      if (!isRowFull) branches.push({ column, fromRow: row, toRow: rows - 1 });
      place(continuation, rows - 1, isRowFull ? 0 : column + 1, isRowFull ? 'left' : 'above');
    }
  };
  place(root, 0, 0, null);
  const newestAt = placed.map(({ item }) => item.createdAt).reduce((one, other) => (one > other ? one : other));
  return { root, placed, branches, rows, newestAt };
}

/** The item and what it came from, the first picture first. */
export function trailTo(item: SheetItem, items: readonly SheetItem[]): SheetItem[] {
  const trail = [item];
  for (let first = item; first.parentId !== null;) {
    const parent = items.find(({ id }) => id === first.parentId);
    if (!parent) break;
    trail.unshift(parent);
    first = parent;
  }
  return trail;
}
