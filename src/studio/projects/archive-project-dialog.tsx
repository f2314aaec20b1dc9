import { Modal, Stack, Text } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
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
    toastDone(say('projects.isArchived', { project: project.name }));
  };
  return (
    <Modal opened={isOpen} onClose={close} title={say('projects.archiveThis', { project: project.name })}>
      <Stack gap="md">
        <Text>{say('projects.aboutArchiving')} </Text>
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <DialogButtons
          submitLabel={say('projects.archiveProject')}
          onSubmit={() => void archive()}
          isSending={isSending}
          cancelLabel={say('projects.keepOpen')}
          onCancel={close}
          isCancelFocused
        />
      </Stack>
    </Modal>
  );
}
