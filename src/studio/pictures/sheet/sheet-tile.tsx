import { VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { ActionMark } from '../action-mark.tsx';
import { DevelopingImage } from '../developing-image.tsx';
import { FeedbackMark } from '../../feedback/feedback-mark.tsx';
import { isUnfinished, type SheetItem } from '../items/sheet-item.ts';
import { TileState } from './tile-state.tsx';
import { itemName } from '../items/item-name.ts';
import classes from './sheet-tile.module.css';

export interface SheetTileProps {
  readonly item: SheetItem;
  readonly isChosen: boolean;
  /** The chosen picture came of it. */
  readonly isOnTrail: boolean;
  /** Of all tiles one can be reached by the Tab key, the others from there by the arrows. */
  readonly isTabStop: boolean;
  readonly onChoose: () => void;
  readonly onMissing: () => void;
}

/** One place on the contact sheet: its picture, or why there is none. */
export function SheetTile({ item, isChosen, isOnTrail, isTabStop, onChoose, onMissing }: SheetTileProps) {
  const { action, picture } = item;
  const [wasEmpty] = useState(!picture);
  const isWaiting = action !== null && isUnfinished(action);
  return (
    <button
      type="button"
      className={classes.tile}
      title={itemName(item)}
      aria-current={isChosen}
      data-on-trail={(isOnTrail && !isChosen) || undefined}
      data-waiting={isWaiting || undefined}
      data-status={action?.status}
      data-item={item.id}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onChoose}
    >
      <VisuallyHidden>{itemName(item)}</VisuallyHidden>
      {picture ? (
        <>
          <DevelopingImage id={picture.id} url={picture.thumb} alt="" isNew={wasEmpty} onMissing={onMissing} />
          <span className={classes.mark}>
            <ActionMark kind={action?.kind ?? null} size={12} />
          </span>
          <FeedbackMark counts={picture.feedbackCounts} />
        </>
      ) : (
        action && <TileState action={action} />
      )}
    </button>
  );
}
