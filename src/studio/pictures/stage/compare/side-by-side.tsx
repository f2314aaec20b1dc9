import { say } from '../../../language/say.ts';
import type { PixelSize } from '../../perform/expanding.ts';
import { StagedImage } from '../../staged-image.tsx';
import { placeToFit } from '../fit.ts';
import type { BeforeAfterProps } from './before-after.tsx';
import classes from './before-after.module.css';

const GAP_PX = 8;

export interface SideBySideProps extends BeforeAfterProps {
  readonly space: PixelSize;
}

/** Two pictures next to one another, or above where the space is high, both as large as they fit. */
export function SideBySide({ before, after, alt, space }: SideBySideProps) {
  const isWide = space.width >= space.height;
  const half = isWide
    ? { width: (space.width - GAP_PX) / 2, height: space.height }
    : { width: space.width, height: (space.height - GAP_PX) / 2 };
  const second = isWide ? { left: half.width + GAP_PX, top: 0 } : { left: 0, top: half.height + GAP_PX };
  return (
    <div data-testid="side-by-side">
      <div className={classes.half} style={{ ...half, left: 0, top: 0 }}>
        <div className={classes.fitted} style={placeToFit(before, half)}>
          <StagedImage picture={before} alt={say('stage.before')} />
          <span className={classes.label} data-end="before">
            {say('stage.before')}
          </span>
        </div>
      </div>
      <div className={classes.half} style={{ ...half, ...second }}>
        <div className={classes.fitted} style={placeToFit(after, half)}>
          <StagedImage picture={after} alt={alt} />
          <span className={classes.label} data-end="before">
            {say('stage.after')}
          </span>
        </div>
      </div>
    </div>
  );
}
