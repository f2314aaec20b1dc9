import { useState } from 'react';
import classes from './picture.module.css';

export interface PictureProps {
  /** Undefined where there is no picture (yet): its place is kept dark. */
  readonly url: string | undefined;
  readonly alt: string;
}

/** A picture that fills its frame. It develops from blurred to sharp when it has come. */
export function Picture({ url, alt }: PictureProps) {
  const [shownUrl, setShownUrl] = useState<string>();
  return (
    <div className={classes.frame}>
      {url !== undefined && (
        <img
          src={url}
          alt={alt}
          loading="lazy"
          decoding="async"
          data-shown={shownUrl === url || undefined}
          onLoad={() => setShownUrl(url)}
          className={classes.picture}
        />
      )}
    </div>
  );
}
