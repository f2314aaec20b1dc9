import { useApolloClient } from '@apollo/client/react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';
import { TypedNameDialog } from '../look/typed-name-dialog.tsx';
import { ERASE_PROJECT } from './project-settings.ts';

export interface EraseProjectDialogProps {
  readonly project: ProjectSettingsFragment;
  readonly onClose: () => void;
}

/** Says what goes and what stays, and has the name of the project typed: it cannot be undone. */
export function EraseProjectDialog({ project, onClose }: EraseProjectDialogProps) {
  const client = useApolloClient();
  const { send, isSending, error } = useSend(ERASE_PROJECT);
  const { id, name } = project;
  const erase = async () => {
    if (!(await send({ id }))) return;
    onClose();
    toastDone(say('projects.isErased', { project: name }));
    await client.refetchQueries({ include: 'active' }); // pictures and words that are still shown are gone
  };
  return (
    <TypedNameDialog
      title={say('projects.eraseThis', { project: name })}
      hint={say('projects.aboutErasing')}
      name={name}
      nameLabel={say('projects.typeName', { project: name })}
      submitLabel={say('projects.erase')}
      keepLabel={say('projects.keepIt')}
      problem={error ? errorSentence(error) : null}
      isSending={isSending}
      onSubmit={() => void erase()}
      onClose={onClose}
    />
  );
}
