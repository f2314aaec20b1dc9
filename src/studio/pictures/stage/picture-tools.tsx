import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { Download, Maximize, SquareSplitHorizontal } from 'lucide-react';
import type { PictureFragment } from '../../generated/graphql.ts';
import { AgainMenu, type AgainMenuProps } from './again-menu.tsx';
import classes from './stage.module.css';

export interface PictureToolsProps {
  readonly picture: PictureFragment;
  readonly isComparing: boolean;
  readonly onFullScreen: () => void;
  /** Null where there is nothing to compare it with. */
  readonly onCompare: (() => void) | null;
  /** Null if no action can be performed. */
  readonly again: AgainMenuProps | null;
}

/** What can be done with a picture without making another one. */
export function PictureTools({ picture, isComparing, onCompare, onFullScreen, again }: PictureToolsProps) {
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
          <span className={classes.label}>Compare</span>
        </Button>
      )}
      {again && <AgainMenu {...again} />}
      <Tooltip label={`Download as ${picture.fileName.replace(/\.\w+$/, '.png')}`}>
        <ActionIcon component="a" href={picture.download} variant="default" size={30} aria-label="Download the picture">
          <Download size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Full screen ( F )">
        <ActionIcon variant="default" size={30} aria-label="Full screen" onClick={onFullScreen}>
          <Maximize size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
