import { SheetTile } from '../sheet/sheet-tile.tsx';
import { TileCorner } from '../sheet/tile-corner.tsx';
import type { StripPlace } from './strip-places.ts';
import classes from './strip.module.css';

export interface StripTileProps {
  readonly place: StripPlace;
  readonly start: number;
  readonly sidePx: number;
  readonly isChosen: boolean;
  readonly isOnTrail: boolean;
  readonly isTabStop: boolean;
  readonly mayCancel: boolean;
  readonly onChoose: () => void;
  readonly onMissing: () => void;
}

/** A tile where it stands in the strip, joined to what it came of. */
export function StripTile({ place: { item, isFirst }, start, sidePx, mayCancel, ...rest }: StripTileProps) {
  return (
    <li
      className={classes.tile}
      data-continues={!isFirst || undefined}
      style={{ insetInlineStart: start, width: sidePx, height: sidePx }}
    >
      <SheetTile item={item} {...rest} />
      <TileCorner action={item.action} mayCancel={mayCancel} />
    </li>
  );
}
