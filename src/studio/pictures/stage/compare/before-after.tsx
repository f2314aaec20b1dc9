import { ChevronsLeftRight } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import type { PictureFragment } from '../../../generated/graphql.ts';
import { say } from '../../../language/say.ts';
import { StagedImage } from '../../staged-image.tsx';
import classes from './before-after.module.css';

export interface BeforeAfterProps {
  readonly before: PictureFragment;
  readonly after: PictureFragment;
  readonly alt: string;
}

/** Two pictures on one another; the line between them can be dragged, or moved by arrow keys. */
export function BeforeAfter({ before, after, alt }: BeforeAfterProps) {
  const [percent, setPercent] = useState(50);
  const part = { '--part': `${percent}%` } as CSSProperties; // React's type does not know custom properties
  return (
    <div className={classes.both} style={part} data-testid="before-after">
      <div className={classes.after}>
        <StagedImage picture={after} alt={alt} />
      </div>
      <div className={classes.before}>
        <StagedImage picture={before} alt={say('stage.before')} />
      </div>
      <span className={classes.label} data-end="before">
        {say('stage.before')}
      </span>
      <span className={classes.label} data-end="after">
        {say('stage.after')}
      </span>
      <input
        type="range"
        min={0}
        max={100}
        value={percent}
        onChange={(event) => setPercent(event.currentTarget.valueAsNumber)}
        className={classes.range}
        aria-label={say('stage.whereBeforeEnds')}
        aria-valuetext={say('stage.percentBefore', { percent })}
      />
      <span className={classes.line} aria-hidden="true">
        <span className={classes.grip}>
          <ChevronsLeftRight size={18} />
        </span>
      </span>
    </div>
  );
}
