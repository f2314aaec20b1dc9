import { useEffect } from 'react';
import type { Sheet } from './use-sheet.ts';

/** Earlier pictures are asked for before the end is reached. */
export function useMoreNearEnd({ loadMore, isLoadingMore }: Sheet, isNear: boolean): void {
  useEffect(() => {
    if (isNear && loadMore && !isLoadingMore) loadMore();
  }, [isNear, loadMore, isLoadingMore]);
}
