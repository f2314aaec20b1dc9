import { useLocalStorage } from '@mantine/hooks';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import { useEffect, useState } from 'react';

/** Whether the form is hidden. "\\" hides and shows it; the browser stores the choice. */
export function useFoldedForm(): readonly [boolean, () => void] {
  const [isFolded, setFolded] = useLocalStorage({
    key: 'darkroom.form-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const toggle = () => setFolded(!isFolded);
  useShortcut('form', toggle);
  return [isFolded, toggle];
}

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
