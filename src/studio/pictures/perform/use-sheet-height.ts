import { useEffect, useState } from 'react';

/** LOW: the button alone, below a picture that has the window. HALF: picture and form. FULL: the form alone. */
export const SHEET_HEIGHTS = ['LOW', 'HALF', 'FULL'] as const;
export type SheetHeight = (typeof SHEET_HEIGHTS)[number];

/** How high the form stands on a phone. */
export function useSheetHeight(): readonly [SheetHeight, (change: (height: SheetHeight) => SheetHeight) => void] {
  return useState<SheetHeight>('HALF');
}

/** Leaves the window to the picture when painting begins. The form may be drawn up again. */
export function useLowWhile(isPainting: boolean, setHeight: (change: () => SheetHeight) => void): void {
  useEffect(() => {
    if (isPainting) setHeight(() => 'LOW');
  }, [isPainting, setHeight]);
}
