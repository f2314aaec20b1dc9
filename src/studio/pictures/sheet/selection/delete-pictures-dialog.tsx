import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../../errors/problem.tsx';
import type { PictureFragment } from '../../../generated/graphql.ts';
import { useDeletePictures } from './use-delete-pictures.ts';

export interface DeletePicturesDialogProps {
  readonly pictures: readonly PictureFragment[];
  readonly onClose: () => void;
}

/** Deletes what is selected, after saying what stays. */
export function DeletePicturesDialog({ pictures, onClose }: DeletePicturesDialogProps) {
  const { remove, isDeleting } = useDeletePictures();
  const [asked] = useState(pictures); // those that are gone leave the selection, and not the question
  const [left, setLeft] = useState<readonly PictureFragment[]>([]);
  const told = asked.length === 1 ? 'this picture' : `${asked.length.toLocaleString('en')} pictures`;
  const submit = async () => {
    const failed = await remove(left.length > 0 ? left : asked);
    setLeft(failed);
    if (failed.length === 0) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Delete ${told}?`}>
      <Stack gap="md">
        <Text>
          Pictures and their files are gone for good, for everyone in the project. What was made from them stays, and so
          do their charges in the history: no credits come back.
        </Text>
        {left.length > 0 && (
          <Problem
            sentence={{
              title: `${left.length} of them could not be deleted.`,
              detail: 'The others are gone. Check your connection, and delete these once more.',
            }}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {left.length > 0 ? 'Close' : 'Keep them'}
          </Button>
          <Button onClick={() => void submit()} loading={isDeleting}>
            Delete {left.length > 0 ? left.length : told}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
