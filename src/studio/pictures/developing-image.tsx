import { useState } from 'react';
import classes from './developing-image.module.css';

export interface DevelopingImageProps {
  /** Of the image, whose address changes from time to time. */
  readonly id: string;
  readonly url: string;
  readonly alt: string;
  /** What its successor is being made from: shown, but not yet to be looked at. */
  readonly isBlurred?: boolean;
  readonly onShown?: () => void;
  /** Its address has ended, or nobody answers. */
  readonly onMissing?: () => void;
}

/** A picture that develops from blurred to sharp when it has come, and stays when its address is renewed. */
export function DevelopingImage({ id, url, alt, isBlurred = false, onShown, onMissing }: DevelopingImageProps) {
  const [shownId, setShownId] = useState<string>();
  return (
    <img
      src={url}
      alt={alt}
      decoding="async"
      draggable={false}
      data-shown={shownId === id || undefined}
      data-blurred={isBlurred || undefined}
      onLoad={() => {
        setShownId(id);
        onShown?.();
      }}
      onError={onMissing}
      className={classes.image}
    />
  );
}
