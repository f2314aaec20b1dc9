import { type KeyboardEvent, useState } from 'react';
import { say } from '../../../language/say.ts';
import { StagedImage } from '../../staged-image.tsx';
import type { BeforeAfterProps } from './before-after.tsx';
import classes from './before-after.module.css';

/** One picture in the place of the other for as long as it is held: the eye sees what moved. */
export function Blink({ before, after, alt }: BeforeAfterProps) {
  const [isBefore, setBefore] = useState(false);
  const keyed = (is: boolean) => (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    setBefore(is);
  };
  return (
    <div className={classes.both} data-testid="blink">
      <div className={classes.after}>
        <StagedImage picture={after} alt={alt} />
      </div>
      <div className={classes.whole} data-hidden={!isBefore || undefined}>
        <StagedImage picture={before} alt={say('stage.before')} />
      </div>
      <span className={classes.label} data-end="before">
        {say(isBefore ? 'stage.before' : 'stage.after')}
      </span>
      <button
        type="button"
        className={classes.hold}
        aria-label={say('stage.holdToSee')}
        aria-pressed={isBefore}
        onPointerDown={() => setBefore(true)}
        onPointerUp={() => setBefore(false)}
        onPointerLeave={() => setBefore(false)}
        onPointerCancel={() => setBefore(false)}
        onKeyDown={keyed(true)}
        onKeyUp={keyed(false)}
        onBlur={() => setBefore(false)}
      />
    </div>
  );
}
