import { markShown } from '../look/mark-shown.ts';
import classes from './developing-image.module.css';

export interface DevelopingImageProps {
  /** Of the image, whose address changes from time to time. */
  readonly id: string;
  readonly url: string;
  readonly alt: string;
  /** Whether it turns from blurred to sharp once it is loaded. Otherwise it appears without a transition. */
  readonly isNew?: boolean;
  /** What its successor is being made from: shown, but not yet to be looked at. */
  readonly isBlurred?: boolean;
  readonly onShown?: () => void;
  /** Its address has ended, or nobody answers. */
  readonly onMissing?: () => void;
}

/** A picture that is shown when it is loaded, and stays when its address is renewed. */
export function DevelopingImage({
  id,
  url,
  alt,
  isNew = false,
  isBlurred = false,
  onShown,
  onMissing,
}: DevelopingImageProps) {
  return (
    <img
      key={id}
      src={url}
      alt={alt}
      decoding="async"
      draggable={false}
      data-new={isNew || undefined}
      data-blurred={isBlurred || undefined}
      onLoad={(event) => {
        markShown(event);
        onShown?.();
      }}
      onError={onMissing}
      className={classes.image}
    />
  );
}
