import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import type { SheetItem } from '../items/sheet-item.ts';

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
