import { useKey } from '../../keys/use-keys.ts';
import type { SheetItem } from '../sheet/sheet-item.ts';

/** Shortcuts for the previous and the next picture, in the order of the strip. */
export function useStepKeys(
  pictures: readonly SheetItem[],
  shown: SheetItem | undefined,
  onStep: (id: string) => void,
): void {
  const place = pictures.findIndex(({ id }) => id === shown?.id);
  const step = (by: number) => {
    const next = pictures[place + by];
    return next ? () => onStep(next.id) : null;
  };
  useKey('next', step(1));
  useKey('previous', step(-1));
}
