import type { SyntheticEvent } from 'react';

/** Marks a loaded image, so that the stylesheet shows it. Sets an attribute, because React state would render each tile of a sheet twice. */
export function markShown({ currentTarget }: SyntheticEvent<HTMLImageElement>): void {
  currentTarget.dataset['shown'] = '';
}
