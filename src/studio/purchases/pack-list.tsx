import type { ReactNode } from 'react';
import classes from './pack-card.module.css';

/** A responsive grid of packs. */
export function PackList({ children }: { children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label="Packs">
      {children}
    </ul>
  );
}
