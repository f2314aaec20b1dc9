import { VisuallyHidden } from '@mantine/core';
import { Star } from 'lucide-react';
import { memo, type MouseEvent, useState } from 'react';
import { say } from '../../language/say.ts';
import { ActionMark } from '../action-mark.tsx';
import { DevelopingImage } from '../developing-image.tsx';
import { FeedbackMark } from '../../feedback/feedback-mark.tsx';
import type { SheetItem } from '../items/sheet-item.ts';
import { TileCorner } from './tile-corner.tsx';
import { TileState } from './tile-state.tsx';
import tile from './sheet-tile.module.css';
import classes from './grid-tile.module.css';

/** Below it there is no room for signs and words. */
const MARKED_FROM_PX = 120;

export interface GridTileProps {
  readonly item: SheetItem;
  readonly name: string;
  readonly sidePx: number;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly mayCancel: boolean;
  readonly onPress: (item: SheetItem, event: MouseEvent) => void;
  /** `isRange`: with everything from the last one on. */
  readonly onToggle: (item: SheetItem, isRange: boolean) => void;
  readonly onMissing: () => void;
}

/** A picture of the sheet that can be opened and selected. Its words show while it is pointed at. */
export const GridTile = memo(function GridTile({
  item,
  name,
  sidePx,
  isSelected,
  isTabStop,
  mayCancel,
  ...on
}: GridTileProps) {
  const { action, picture } = item;
  const [wasEmpty] = useState(!picture);
  const isLarge = sidePx >= MARKED_FROM_PX;
  return (
    <div className={classes.place} data-selected={isSelected || undefined}>
      <button
        type="button"
        className={tile.tile}
        data-item={item.id}
        data-status={action?.status}
        title={name}
        tabIndex={isTabStop ? 0 : -1}
        onClick={(event) => on.onPress(item, event)}
      >
        <VisuallyHidden>{name}</VisuallyHidden>
        {picture && (
          <DevelopingImage id={picture.id} url={picture.thumb} alt="" isNew={wasEmpty} onMissing={on.onMissing} />
        )}
        {!picture && action && <TileState action={action} />}
        {picture && isLarge && (
          <span className={tile.mark}>
            <ActionMark kind={action?.kind ?? null} size={12} />
          </span>
        )}
        {picture && <FeedbackMark counts={picture.feedbackCounts} />}
        {isLarge && (
          <span className={classes.words} aria-hidden="true">
            {name}
          </span>
        )}
      </button>
      {picture?.favorite && <Star size={16} className={classes.star} aria-label={say('sheet.aFavorite')} />}
      <input
        type="checkbox"
        className={classes.check}
        checked={isSelected}
        tabIndex={-1}
        aria-label={say('sheet.select', { name })}
        onChange={() => {}} // the click says whether Shift was held
        onClick={(event) => on.onToggle(item, event.shiftKey)}
      />
      <TileCorner action={action} mayCancel={mayCancel} />
    </div>
  );
});
