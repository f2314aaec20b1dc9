import { useState } from 'react';
import type { PictureFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { DevelopingImage } from './developing-image.tsx';
import classes from './staged-image.module.css';

export interface StagedImageProps {
  readonly picture: PictureFragment;
  readonly alt: string;
  /** The URL of a larger copy than `picture.large`. */
  readonly url?: string | undefined;
  readonly onMissing?: () => void;
}

/** A picture that fills its box. It shows the thumbnail and a note until the picture is loaded. */
export function StagedImage({ picture, alt, url = picture.large, onMissing }: StagedImageProps) {
  const [shownId, setShownId] = useState<string>();
  return (
    <>
      <img src={picture.thumb} alt="" data-shown className={classes.layer} draggable={false} />
      <div className={classes.layer}>
        <DevelopingImage
          id={picture.id}
          url={url}
          alt={alt}
          isNew
          onShown={() => setShownId(picture.id)}
          {...(onMissing && { onMissing })}
        />
      </div>
      {shownId !== picture.id && (
        <span className={classes.loading} role="status">
          {say('pictures.loadingFull')}
        </span>
      )}
    </>
  );
}
