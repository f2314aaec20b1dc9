import { useSend } from '../api/use-send.ts';
import { ConfirmDialog } from '../look/confirm-dialog.tsx';
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
    <ConfirmDialog
      isOpen={isOpen}
      title={say('projects.archiveThis', { project: project.name })}
      hint={say('projects.aboutArchiving')}
      error={error}
      submitLabel={say('projects.archiveProject')}
      onConfirm={() => void archive()}
      isSending={isSending}
      cancelLabel={say('projects.keepOpen')}
      isCancelFocused
      onClose={close}
    />
  );
}
