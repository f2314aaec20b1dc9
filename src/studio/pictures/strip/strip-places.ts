import { groupByLineage } from '../items/lineage.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';

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

/** Shortcuts for the previous and the next picture, in the order of the strip. */
export function useStepKeys(
  pictures: readonly SheetItem[],
  shown: SheetItem | undefined,
  onStep: (item: SheetItem) => void,
): void {
  const place = pictures.findIndex(({ id }) => id === shown?.id);
  const step = (by: number) => {
    const next = pictures[place + by];
    return next ? () => onStep(next) : null;
  };
  useShortcut('next', step(1));
  useShortcut('previous', step(-1));
}
