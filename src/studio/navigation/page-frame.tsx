import { Anchor, Group, Skeleton, Text, Title } from '@mantine/core';
import { createContext, type ReactNode } from 'react';
import { Link } from 'wouter';
import { usePageTitle } from '../look/use-page-title.ts';
import { say, sayRich } from '../language/say.ts';
import { paths } from './paths.ts';
import classes from './page-frame.module.css';

/** The element of the header into which a page renders its title and controls; null until the header is mounted. */
export const HeaderSlot = createContext<HTMLElement | null>(null);

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

/** While a page is being loaded: its heading and its first block, in their places. */
export function PageSkeleton() {
  return (
    <div className={classes.frame} role="status" aria-busy="true" aria-label={say('navigation.loading')}>
      <Skeleton height={40} width={240} />
      <Skeleton height={320} />
    </div>
  );
}

export function NotFoundPage() {
  return (
    <PageFrame title={say('navigation.nothingHere')}>
      <Text>
        {sayRich('navigation.notYours', {
          link: <Anchor component={Link} href={paths.projects} underline="always" />,
        })}
      </Text>
    </PageFrame>
  );
}
