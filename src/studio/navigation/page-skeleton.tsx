import { Skeleton } from '@mantine/core';
import { say } from '../language/say.ts';
import classes from './page-frame.module.css';

/** While a page is being loaded: its heading and its first block, in their places. */
export function PageSkeleton() {
  return (
    <div className={classes.frame} role="status" aria-busy="true" aria-label={say('navigation.loading')}>
      <Skeleton height={40} width={240} />
      <Skeleton height={320} />
    </div>
  );
}
