import { Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useApolloClient } from '@apollo/client/react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { PictureFragment } from '../generated/graphql.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';
import { PictureRow } from '../look/picture-row.tsx';
import { graphql } from '../generated/gql.ts';

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
      <DialogButtons
        submitLabel={say('deletion.submit', { count })}
        onSubmit={() => void submit()}
        isSending={isDeleting}
        cancelLabel={say('deletion.keep', { count })}
        onCancel={onClose}
        isCancelFocused
      />
    </Stack>
  );
}

function endSentence({ left, error }: NotDeleted) {
  const { title, detail } = errorSentence(error);
  return { title: say('deletion.notDeleted', { count: left.length }), detail: `${title} ${detail}` };
}

const AT_ONCE = 6; // browsers send six requests to a host in parallel

const DELETE_IMAGE = graphql(`
  mutation DeleteImage($id: ID!) {
    deleteImage(id: $id)
  }
`);

interface DeletingPictures {
  /** Resolves to the pictures that could not be deleted, and the last error. */
  readonly remove: (pictures: readonly PictureFragment[]) => Promise<NotDeleted>;
  readonly isDeleting: boolean;
}

interface NotDeleted {
  readonly left: readonly PictureFragment[];
  readonly error: unknown;
}

/** Deletes pictures permanently, a few at a time. If one cannot be deleted, the others still are. */
function useDeletePictures(): DeletingPictures {
  const client = useApolloClient();
  const [isDeleting, setDeleting] = useState(false);
  const remove = async (pictures: readonly PictureFragment[]): Promise<NotDeleted> => {
    setDeleting(true);
    const left: PictureFragment[] = [];
    let failure: unknown = null;
    const removeOne = async (picture: PictureFragment): Promise<void> => {
      const { id } = picture;
      try {
        await client.mutate({ mutation: DELETE_IMAGE, variables: { id } });
        client.cache.evict({ id: client.cache.identify({ __typename: 'Image', id }) }); // removes it from every list
      } catch (error) {
        failure = error;
        left.push(picture);
      }
    };
    for (let from = 0; from < pictures.length; from += AT_ONCE) {
      await Promise.all(pictures.slice(from, from + AT_ONCE).map(removeOne));
    }
    client.cache.gc();
    setDeleting(false);
    return { left, error: failure };
  };
  return { remove, isDeleting };
}
