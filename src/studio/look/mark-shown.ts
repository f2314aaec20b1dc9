import type { SyntheticEvent } from 'react';

/** Lets the styles show an image that is loaded. It takes no state, which would render each of the sixty tiles of a sheet a second time. */
export function markShown({ currentTarget }: SyntheticEvent<HTMLImageElement>): void {
  currentTarget.dataset['shown'] = '';
}
