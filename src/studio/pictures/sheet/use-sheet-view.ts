import { useLocalStorage } from '@mantine/hooks';

export const TILE_MIN_PX = 96;
export const TILE_MAX_PX = 320;

/** The default size: two columns on a phone that is 390 pixels wide. */
const TILE_FIRST_PX = 168;

export interface SheetView {
  /** A grid, newest first; or grouped by lineage. */
  readonly order: 'grid' | 'lineage';
  readonly tilePx: number;
}

/** The view of the sheet; the browser stores it. */
export function useSheetView(): readonly [SheetView, (changed: Partial<SheetView>) => void] {
  const [view, setView] = useLocalStorage<SheetView>({
    key: 'darkroom.sheet',
    defaultValue: { order: 'grid', tilePx: TILE_FIRST_PX },
    getInitialValueInEffect: false,
  });
  return [view, (changed) => setView({ ...view, ...changed })];
}
