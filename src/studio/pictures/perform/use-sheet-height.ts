import { useEffect, useState } from 'react';

/** The height of the form on a phone. LOW: only its button, below the picture. HALF: picture and form. FULL: only the form. */
export const SHEET_HEIGHTS = ['LOW', 'HALF', 'FULL'] as const;
export type SheetHeight = (typeof SHEET_HEIGHTS)[number];

/** The current height and its setter. */
export function useSheetHeight(): readonly [SheetHeight, (change: (height: SheetHeight) => SheetHeight) => void] {
  return useState<SheetHeight>('HALF');
}

/** Lowers the form when painting begins. The user may raise it again. */
export function useLowWhile(isPainting: boolean, setHeight: (change: () => SheetHeight) => void): void {
  useEffect(() => {
    if (isPainting) setHeight(() => 'LOW');
  }, [isPainting, setHeight]);
}
