import { useLocalStorage } from '@mantine/hooks';

export const STRIP_MIN_PX = 56;
export const STRIP_MAX_PX = 240;

/** The height of the tiles of the strip in CSS pixels; the browser stores it. */
export function useStripHeight(): readonly [number, (heightPx: number) => void] {
  const [heightPx, setHeight] = useLocalStorage({
    key: 'darkroom.strip-height',
    defaultValue: 76,
    getInitialValueInEffect: false,
  });
  return [heightPx, (next) => setHeight(Math.round(Math.min(STRIP_MAX_PX, Math.max(STRIP_MIN_PX, next))))];
}
