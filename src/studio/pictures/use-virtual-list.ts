import { useEffect, useLayoutEffect, useRef } from 'react';
import { useVirtualizer, type VirtualizerOptions } from '@tanstack/react-virtual';
import type { Sheet } from './items/use-sheet.ts';

type Options = Omit<
  VirtualizerOptions<HTMLElement, HTMLElement>,
  'observeElementRect' | 'observeElementOffset' | 'scrollToFn'
>;

/** A list of which only what is in view is drawn. `sizes` changes whenever the estimated sizes do. */
export function useVirtualList(options: Options, sizes: unknown) {
  const virtual = useVirtualizer<HTMLElement, HTMLElement>(options);
  const measured = useRef(sizes);
  useLayoutEffect(() => {
    if (measured.current === sizes) return;
    measured.current = sizes;
    virtual.measure();
  });
  return virtual;
}

/** Earlier pictures are asked for before the end is reached. */
export function useMoreNearEnd({ loadMore, isLoadingMore }: Sheet, isNear: boolean): void {
  useEffect(() => {
    if (isNear && loadMore && !isLoadingMore) loadMore();
  }, [isNear, loadMore, isLoadingMore]);
}
