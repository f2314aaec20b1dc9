import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { Download, Repeat2, SquareSplitHorizontal } from 'lucide-react';
import type { PictureFragment } from '../../generated/graphql.ts';
import classes from './stage.module.css';

export interface PictureToolsProps {
  readonly picture: PictureFragment;
  readonly isComparing: boolean;
  /** Null where there is nothing to compare it with. */
  readonly onCompare: (() => void) | null;
  /** Copies its words into the form; null if no action can be performed. */
  readonly onAgain: (() => void) | null;
}

/** What can be done with a picture without making another one. */
export function PictureTools({ picture, isComparing, onCompare, onAgain }: PictureToolsProps) {
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
          Compare
        </Button>
      )}
      {onAgain && (
        <Tooltip label="The same words again, for another picture">
          <ActionIcon variant="default" size={30} aria-label="Again, different" onClick={onAgain}>
            <Repeat2 size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={`Download as ${picture.fileName.replace(/\.\w+$/, '.png')}`}>
        <ActionIcon component="a" href={picture.download} variant="default" size={30} aria-label="Download the picture">
          <Download size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
