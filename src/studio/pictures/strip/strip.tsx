import { Button } from '@mantine/core';
import { Grid2x2, Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import { say } from '../../language/say.ts';
import { paths } from '../../navigation/paths.ts';
import { StripHandle, useStripHeight } from './strip-handle.tsx';
import { StripTiles, type StripTilesProps } from './strip-tiles.tsx';
import classes from './strip.module.css';

export interface StripProps extends Omit<StripTilesProps, 'items' | 'sidePx'> {
  readonly projectId: string;
  /** Null for who may not. */
  readonly onUpload: (() => void) | null;
  /** Files that are on their way. */
  readonly uploads?: ReactNode;
}

/** Everything that was made and uploaded, in one row below the picture: the newest family first. Arrow keys walk it. */
export function Strip({ projectId, sheet, onUpload, uploads, ...rest }: StripProps) {
  const [heightPx, setHeight] = useStripHeight();
  return (
    <section className={classes.strip} aria-label={say('strip.contactSheet')} aria-busy={!sheet.items}>
      <StripHandle heightPx={heightPx} onHeight={setHeight} />
      {uploads}
      {sheet.error ? <Problem sentence={errorSentence(sheet.error)} onRetry={() => void sheet.reload()} /> : null}
      <div className={classes.row}>
        <div className={classes.tools}>
          {onUpload && (
            <Button
              size="xs"
              variant="default"
              leftSection={<Upload size={14} aria-hidden="true" />}
              onClick={onUpload}
              justify="flex-start"
            >
              <span className={classes.label}>{say('strip.upload')}</span>
            </Button>
          )}
          <Button
            component={Link}
            href={paths.project(projectId, 'sheet')}
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<Grid2x2 size={14} aria-hidden="true" />}
            justify="flex-start"
          >
            <span className={classes.label}>{say('strip.wholeSheet')}</span>
          </Button>
        </div>
        {!sheet.items && !sheet.error && <StripSkeleton sidePx={heightPx} />}
        {sheet.items?.length === 0 && <p className={classes.none}>{say('strip.appearHere')}</p>}
        {sheet.items && sheet.items.length > 0 && (
          <StripTiles sheet={sheet} items={sheet.items} sidePx={heightPx} {...rest} />
        )}
      </div>
    </section>
  );
}

function StripSkeleton({ sidePx }: { readonly sidePx: number }) {
  return (
    <div className={classes.waiting} aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((place) => (
        <div key={place} className={classes.place} style={{ width: sidePx, height: sidePx }} />
      ))}
    </div>
  );
}
