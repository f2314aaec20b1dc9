import { Modal } from '@mantine/core';
import { toastDone } from '../look/toast.tsx';
import { formatCredits } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { GrantForm } from './grant-form.tsx';
import { type GrantFields, useGrant } from './use-grant.ts';

export interface GrantCreditsProps {
  readonly project: { readonly id: string; readonly name: string };
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function GrantCreditsModal({ project, isOpen, onClose }: GrantCreditsProps) {
  const { grant, isSending, failure, refusal, reset } = useGrant(project.id);
  const close = () => {
    reset();
    onClose();
  };
  const submit = async (fields: GrantFields) => {
    if (!(await grant(fields))) return;
    close();
    toastDone(say('credits.added', { credits: formatCredits(fields.credits), project: project.name }));
  };
  return (
    <Modal opened={isOpen} onClose={close} title={say('credits.addTo', { project: project.name })}>
      <GrantForm
        isSending={isSending}
        failure={failure}
        refusal={refusal}
        onSubmit={(fields) => void submit(fields)}
        onCancel={close}
      />
    </Modal>
  );
}
