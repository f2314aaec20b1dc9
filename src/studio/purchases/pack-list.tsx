import type { ReactNode } from 'react';
import classes from './pack-card.module.css';

/** Packs beside each other, as many as there is room for. */
export function PackList({ children }: { children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label="Packs">
      {children}
    </ul>
  );
}
