import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Trash2 } from 'lucide-react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { PictureFragment } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';

const DELETE_IMAGE = graphql(`
  mutation DeleteImage($id: ID!) {
    deleteImage(id: $id)
  }
`);

/** Deletes a picture for good, after saying what stays. */
export function DeletePicture({ picture }: { picture: Pick<PictureFragment, 'id' | 'fileName'> }) {
  const [isAsking, asking] = useDisclosure(false);
  const { send, isSending, error } = useSend(DELETE_IMAGE, (cache) => {
    cache.evict({ id: cache.identify({ __typename: 'Image', id: picture.id }) }); // every list of pictures leaves it out
    cache.gc();
  });
  const remove = async () => {
    if (!(await send({ id: picture.id }))) return;
    asking.close();
    toastDone(`${picture.fileName} is deleted.`);
  };
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<Trash2 size={14} aria-hidden="true" />}
        onClick={asking.open}
      >
        Delete
      </Button>
      <Modal opened={isAsking} onClose={asking.close} title="Delete this picture?">
        <Stack gap="md">
          <Text>
            The picture and its file are gone for good, for everyone in the project. What was made from it stays, and so
            does its charge in the history: no credits come back.
          </Text>
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={asking.close} data-autofocus>
              Keep it
            </Button>
            <Button onClick={() => void remove()} loading={isSending}>
              Delete picture
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
