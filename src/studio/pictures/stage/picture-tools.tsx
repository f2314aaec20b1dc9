import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { Maximize, Share2, SquareSplitHorizontal, Star } from 'lucide-react';
import type { PictureFragment } from '../../generated/graphql.ts';
import { shortcutWord } from '../../shortcuts/shortcut-words.ts';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import { say } from '../../language/say.ts';
import { DownloadMenu } from '../download/download-menu.tsx';
import { FeedbackToggle } from '../../feedback/feedback-toggle.tsx';
import type { FeedbackPanelState } from '../../feedback/use-feedback-panel.ts';
import { useFavorite } from '../use-favorite.ts';
import { AgainMenu, type AgainMenuProps } from './again-menu.tsx';
import classes from './stage.module.css';

export interface PictureToolsProps {
  readonly picture: PictureFragment;
  readonly mayEdit: boolean;
  readonly isComparing: boolean;
  readonly onFullScreen: () => void;
  readonly feedback: FeedbackPanelState;
  /** Null if the user may not share the picture. */
  readonly onShare: (() => void) | null;
  /** Null where there is nothing to compare it with. */
  readonly onCompare: (() => void) | null;
  /** Null if no action can be performed. */
  readonly again: AgainMenuProps | null;
}

/** What can be done with a picture without making another one. */
export function PictureTools(props: PictureToolsProps) {
  const { picture, mayEdit, isComparing, onCompare, onFullScreen, onShare, feedback, again } = props;
  const setFavorite = useFavorite();
  const mark = () => void setFavorite([picture], !picture.favorite);
  useShortcut('favorite', mayEdit ? mark : null);
  useShortcut('compare', onCompare);
  useShortcut('download', () => location.assign(picture.download)); // the response is an attachment, so the page stays open
  useShortcut('again', again?.onWords ?? null);
  return (
    <Group gap="xs" wrap="nowrap">
      {onCompare && (
        <Button
          size="xs"
          variant="default"
          className={classes.toggle}
          aria-pressed={isComparing}
          leftSection={<SquareSplitHorizontal size={16} aria-hidden="true" />}
          onClick={onCompare}
        >
          <span className={classes.label}>{say('stage.compare')}</span>
        </Button>
      )}
      {again && <AgainMenu {...again} />}
      <Tooltip
        label={say(picture.favorite ? 'stage.isFavorite' : 'stage.markFavorite', { key: shortcutWord('favorite') })}
      >
        <ActionIcon
          variant="default"
          size={30}
          aria-label={say('stage.favorite')}
          aria-pressed={picture.favorite}
          disabled={!mayEdit}
          onClick={mark}
        >
          <Star size={16} aria-hidden="true" fill={picture.favorite ? 'currentColor' : 'none'} />
        </ActionIcon>
      </Tooltip>
      <DownloadMenu picture={picture} mayCutOut={mayEdit} />
      <FeedbackToggle counts={picture.feedbackCounts} state={feedback} />
      {onShare && (
        <Tooltip label={say('sharing.shareKey', { key: shortcutWord('share') })}>
          <ActionIcon variant="default" size={30} aria-label={say('sharing.shareMenu')} onClick={onShare}>
            <Share2 size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={say('stage.fullScreenKey', { key: shortcutWord('full-screen') })}>
        <ActionIcon variant="default" size={30} aria-label={say('stage.fullScreen')} onClick={onFullScreen}>
          <Maximize size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
