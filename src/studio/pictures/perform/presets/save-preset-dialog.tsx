import { Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { errorSentence } from '../../../errors/error-sentence.ts';
import { Problem } from '../../../errors/problem.tsx';
import { DialogButtons } from '../../../look/dialog-buttons.tsx';
import { say } from '../../../language/say.ts';
import { toastDone } from '../../../look/toast.tsx';
import type { Drafts } from '../drafts.ts';
import { LimitedTextInput } from '../../../look/limited-text.tsx';
import { useCreatePreset } from './use-presets.ts';

const NAME_MAX = 200;

export interface SavePresetDialogProps {
  readonly draft: Drafts['prompt'];
  readonly onClose: () => void;
}

/** Gives what is in the form a name. */
export function SavePresetDialog({ draft, onClose }: SavePresetDialogProps) {
  const [name, setName] = useState('');
  const { create, isSending, error } = useCreatePreset();
  const save = async () => {
    const words = { prompt: draft.prompt, model: draft.model, styling: draft.styling, background: draft.background };
    const written = Object.fromEntries(Object.entries(words).map(([key, text]) => [key, text.trim() || null]));
    if (!(await create({ name: name.trim(), ...written, aspectRatio: draft.aspectRatio }))) return;
    toastDone(say('presets.saved', { name: name.trim() }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={say('presets.saveTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
      >
        <Stack gap="md">
          <LimitedTextInput
            label={say('presets.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            max={NAME_MAX}
            required
            data-autofocus
          />
          <Text size="xs" c="dimmed">
            {say('presets.whatIsKept')}
          </Text>
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <DialogButtons
            submitLabel={say('presets.save')}
            isSending={isSending}
            isDisabled={name.trim() === ''}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
