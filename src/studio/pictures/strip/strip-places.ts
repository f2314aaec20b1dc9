import { groupByLineage } from '../items/lineage.ts';
import type { SheetItem } from '../items/sheet-item.ts';

export interface StripPlace {
  readonly item: SheetItem;
  /** Whether it is the first picture of its lineage. */
  readonly isFirst: boolean;
}

/** Any number above 1 keeps the order; the strip has one row. */
const COLUMNS = 2;

/** The items in one row: the most recently active lineage first, each from its first picture on. */
export function stripPlaces(items: readonly SheetItem[]): StripPlace[] {
  return groupByLineage(items, COLUMNS).flatMap(({ root, placed }) =>
    placed.map(({ item }) => ({ item, isFirst: item.id === root.id })),
  );
}
