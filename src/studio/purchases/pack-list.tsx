import type { ReactNode } from 'react';
import { say } from '../language/say.ts';
import classes from './pack-card.module.css';

/** A responsive grid of packs. */
export function PackList({ children }: { children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label={say('purchases.packs')}>
      {children}
    </ul>
  );
}
