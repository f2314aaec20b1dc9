import { formatCount } from '../language/formats.ts';
import type { PictureFragment } from '../generated/graphql.ts';
import classes from './picture-row.module.css';

const SHOWN_MAX = 6;

/** The first pictures of a set as thumbnails, and the number of the others. The text beside it says the same in words. */
export function PictureRow({ pictures }: { readonly pictures: readonly Pick<PictureFragment, 'id' | 'thumb'>[] }) {
  return (
    <div className={classes.row} aria-hidden="true">
      {pictures.slice(0, SHOWN_MAX).map(({ id, thumb }) => (
        <img key={id} src={thumb} alt="" className={classes.thumb} data-shown />
      ))}
      {pictures.length > SHOWN_MAX && <span className={classes.more}>+{formatCount(pictures.length - SHOWN_MAX)}</span>}
    </div>
  );
}
