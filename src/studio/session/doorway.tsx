import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from '../look/mark.tsx';
import { usePageTitle } from '../look/use-page-title.ts';
import classes from './doorway.module.css';

/** The frame of what is shown to somebody who is not signed in. */
export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className={classes.doorway}>
      <section className={classes.card} aria-labelledby="doorway-title">
        <div className={classes.brand}>
          <Mark size={28} />
          <span>Darkroom</span>
        </div>
        <Title order={1} id="doorway-title" size="h2">
          {title}
        </Title>
        {children}
      </section>
    </main>
  );
}
