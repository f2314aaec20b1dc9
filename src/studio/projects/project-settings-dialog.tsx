import { Modal } from '@mantine/core';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import type { DialogProps } from './create-project-modal.tsx';
import { type ProjectFields, ProjectForm } from './project-form.tsx';
import { useUpdateProject } from './use-project-changes.ts';

export interface ProjectDialogProps extends DialogProps {
  readonly project: ProjectSettingsFragment;
}

/** Renames a project and sets when its balance counts as low. */
export function ProjectSettingsDialog({ project, isOpen, onClose }: ProjectDialogProps) {
  const { update, isSending, error, reset } = useUpdateProject(project);
  const close = () => {
    reset();
    onClose();
  };
  const save = async (fields: ProjectFields) => {
    if (await update(fields)) close();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={say('projects.nameAndNotice')}>
      <ProjectForm
        initial={{ name: project.name, lowBalanceThreshold: project.lowBalanceThreshold ?? null }}
        submitLabel={say('projects.save')}
        isSending={isSending}
        error={error}
        onSubmit={(fields) => void save(fields)}
        onCancel={close}
      />
    </Modal>
  );
}
