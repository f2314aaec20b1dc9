import { Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { EffectsTable } from '../credits/posting-form.tsx';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { AllowanceInput, ProjectAllowanceFragment } from '../generated/graphql.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';
import { AllowanceForm } from './allowance-form.tsx';
import { allowanceSentence, effectsOf } from './allowance-words.ts';
import { useAllowance } from './use-allowance.ts';

/** An allowance: asked for, then told in figures, then set. */
export function AllowanceDialog({ project, onClose }: { project: ProjectAllowanceFragment; onClose: () => void }) {
  const { set, isSending, error } = useAllowance(project.id);
  const [wanted, setWanted] = useState<AllowanceInput | null>(null);
  const confirm = async (allowance: AllowanceInput) => {
    if (!(await set(allowance))) return;
    onClose();
    toastDone(say('settings.allowanceIsSet'));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={wanted ? say('settings.willHappen') : say('settings.allowanceOf', { project: project.name })}
    >
      {/* The form stays while its figures are looked at, so that one can go back to it. */}
      <div hidden={wanted !== null}>
        <AllowanceForm known={project.allowance ?? null} onSubmit={setWanted} onCancel={onClose} />
      </div>
      {wanted && (
        <Stack gap="md">
          <EffectsTable effects={effectsOf(wanted, project)} />
          <Text>{allowanceSentence(wanted)}</Text>
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <DialogButtons
            submitLabel={say('settings.setIt')}
            onSubmit={() => void confirm(wanted)}
            isSending={isSending}
            cancelLabel={say('settings.back')}
            onCancel={() => setWanted(null)}
          />
        </Stack>
      )}
    </Modal>
  );
}
