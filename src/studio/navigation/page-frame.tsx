import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from '../look/use-page-title.ts';
import classes from './page-frame.module.css';

export interface PageFrameProps {
  readonly title: string;
  /** What can be done here, at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The heading and the measure of a page. */
export function PageFrame({ title, actions, children }: PageFrameProps) {
  usePageTitle(title);
  return (
    <div className={classes.frame}>
      <Group justify="space-between" align="center" mih={40} gap="md">
        <Title order={1}>{title}</Title>
        {actions}
      </Group>
      {children}
    </div>
  );
}
