import { formatCredits } from '../language/formats.ts';
import classes from './price-tag.module.css';

/** What something costs. */
export function PriceTag({ credits }: { credits: number }) {
  return <span className={classes.tag}>{formatCredits(credits)}</span>;
}
