import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { Download, SquareSplitHorizontal } from 'lucide-react';
import type { PictureFragment } from '../../generated/graphql.ts';
import classes from './stage.module.css';

export interface PictureToolsProps {
  readonly picture: PictureFragment;
  readonly isComparing: boolean;
  /** Null where there is nothing to compare it with. */
  readonly onCompare: (() => void) | null;
}

/** What can be done with a picture without making another one. */
export function PictureTools({ picture, isComparing, onCompare }: PictureToolsProps) {
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
      <Tooltip label={`Download as ${picture.fileName.replace(/\.\w+$/, '.png')}`}>
        <ActionIcon component="a" href={picture.download} variant="default" size={30} aria-label="Download the picture">
          <Download size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
