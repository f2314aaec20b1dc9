import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import type { PictureFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { toastDone } from '../../look/toast.tsx';
import { PictureRow } from '../../look/picture-row.tsx';
import { type NotDeleted, useDeletePictures } from './use-delete-pictures.ts';

export interface DeletePicturesDialogProps {
  readonly pictures: readonly PictureFragment[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Deletes pictures after a confirmation, which shows the pictures and says what is kept. */
export function DeletePicturesDialog({ pictures, isOpen, onClose }: DeletePicturesDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={say('deletion.title')}>
      <Question pictures={pictures} onClose={onClose} />
    </Modal>
  );
}

/** The pictures stay in the dialog until it is closed, although deleted pictures leave the selection. */
function Question({ pictures, onClose }: Omit<DeletePicturesDialogProps, 'isOpen'>) {
  const { remove, isDeleting } = useDeletePictures();
  const [asked, setAsked] = useState(pictures);
  const [end, setEnd] = useState<NotDeleted | null>(null);
  const count = asked.length;
  const submit = async () => {
    const became = await remove(asked);
    const gone = asked.filter((picture) => !became.left.includes(picture));
    const [first] = gone;
    if (first)
      toastDone(
        gone.length === 1
          ? say('deletion.isDeleted', { fileName: first.fileName })
          : say('deletion.areDeleted', { count: gone.length }),
      );
    if (became.left.length === 0) return onClose();
    setAsked(became.left);
    setEnd(became);
  };
  return (
    <Stack gap="md">
      <PictureRow pictures={asked} />
      <Text>{say('deletion.about', { count })}</Text>
      {end && <Problem sentence={endSentence(end)} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say('deletion.keep', { count })}
        </Button>
        <Button onClick={() => void submit()} loading={isDeleting}>
          {say('deletion.submit', { count })}
        </Button>
      </Group>
    </Stack>
  );
}

function endSentence({ left, error }: NotDeleted) {
  const { title, detail } = errorSentence(error);
  return { title: say('deletion.notDeleted', { count: left.length }), detail: `${title} ${detail}` };
}
