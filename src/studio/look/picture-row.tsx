import { Link } from 'wouter';
import { formatCount } from '../language/formats.ts';
import type { PictureFragment } from '../generated/graphql.ts';
import classes from './picture-row.module.css';

const SHOWN_MAX = 6;

export interface PictureRowProps {
  readonly pictures: readonly Pick<PictureFragment, 'id' | 'thumb'>[];
  /** The link of the picture at an index. Without links the row is hidden from screen readers: the text beside it says the same. */
  readonly linkOf?: (id: string, index: number) => { readonly href: string; readonly label: string };
}

/** The first pictures of a set as thumbnails, and the number of the others. */
export function PictureRow({ pictures, linkOf }: PictureRowProps) {
  return (
    <div className={classes.row} aria-hidden={linkOf === undefined}>
      {pictures.slice(0, SHOWN_MAX).map(({ id, thumb }, index) => {
        const { href, label } = linkOf?.(id, index) ?? { label: '' };
        const image = <img src={thumb} alt={label} className={classes.thumb} data-shown />;
        return href === undefined ? (
          <span key={id}>{image}</span>
        ) : (
          <Link key={id} href={href} className={classes.link}>
            {image}
          </Link>
        );
      })}
      {pictures.length > SHOWN_MAX && <span className={classes.more}>+{formatCount(pictures.length - SHOWN_MAX)}</span>}
    </div>
  );
}
