import { useState } from 'react';
import { markShown } from './mark-shown.ts';
import classes from './picture.module.css';

export interface PictureProps {
  /** Undefined where there is no picture (yet): its place is kept dark. */
  readonly url: string | undefined;
  readonly alt: string;
}

/** A picture that fills its frame. A later URL's picture turns from blurred to sharp once it is loaded. */
export function Picture({ url, alt }: PictureProps) {
  const [firstUrl] = useState(url);
  return (
    <div className={classes.frame}>
      {url !== undefined && (
        <img
          key={url}
          src={url}
          alt={alt}
          loading="lazy"
          decoding="async"
          data-new={url !== firstUrl || undefined}
          onLoad={markShown}
          className={classes.picture}
        />
      )}
    </div>
  );
}
