import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { toastDone } from '../look/toast.tsx';
import { ARCHIVE_PROJECT } from './project-settings.ts';
import type { ProjectDialogProps } from './project-settings-dialog.tsx';

/** Says what archiving means before it is done. */
export function ArchiveProjectDialog({ project, isOpen, onClose }: ProjectDialogProps) {
  const { send, isSending, error, reset } = useSend(ARCHIVE_PROJECT);
  const close = () => {
    reset();
    onClose();
  };
  const archive = async () => {
    if (!(await send({ id: project.id }))) return;
    close();
    toastDone(`${project.name} is archived.`);
  };
  return (
    <Modal opened={isOpen} onClose={close} title={`Archive ${project.name}?`}>
      <Stack gap="md">
        <Text>
          From then on it takes no actions and no credits. What has been accepted is finished, refunds included.
          Pictures and history stay readable, and an admin can restore the project.
        </Text>
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it open
          </Button>
          <Button onClick={() => void archive()} loading={isSending}>
            Archive project
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
