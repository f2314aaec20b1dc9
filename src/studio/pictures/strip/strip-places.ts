import { groupByLineage } from '../sheet/lineage.ts';
import type { SheetItem } from '../sheet/sheet-item.ts';

export interface StripPlace {
  readonly item: SheetItem;
  /** It begins a family; the others came of what stands before them. */
  readonly isFirst: boolean;
}

/** Any number that lets a family stand in its order; the strip has one row. */
const COLUMNS = 2;

/** The items in one row: the family that something happened in last first, each from its first picture on. */
export function stripPlaces(items: readonly SheetItem[]): StripPlace[] {
  return groupByLineage(items, COLUMNS).flatMap(({ root, placed }) =>
    placed.map(({ item }) => ({ item, isFirst: item.id === root.id })),
  );
}
