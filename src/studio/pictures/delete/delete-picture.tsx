import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Trash2 } from 'lucide-react';
import type { PictureFragment } from '../../generated/graphql.ts';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import { say } from '../../language/say.ts';
import { DeletePicturesDialog } from './delete-pictures-dialog.tsx';

/** Deletes the picture after a confirmation. */
export function DeletePicture({ picture }: { readonly picture: PictureFragment }) {
  const [isAsking, asking] = useDisclosure(false);
  useShortcut('delete', asking.open);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<Trash2 size={14} aria-hidden="true" />}
        onClick={asking.open}
      >
        {say('deletion.delete')}
      </Button>
      <DeletePicturesDialog pictures={[picture]} isOpen={isAsking} onClose={asking.close} />
    </>
  );
}
