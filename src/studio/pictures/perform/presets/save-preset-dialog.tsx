import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { errorSentence } from '../../../errors/error-sentence.ts';
import { Problem } from '../../../errors/problem.tsx';
import { toastDone } from '../../../look/toast.tsx';
import type { Drafts } from '../drafts.ts';
import { LimitedTextInput } from '../../../look/limited-text-input.tsx';
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
    toastDone(`Saved as "${name.trim()}" for everyone in the workspace.`);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Save what is in the form">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
      >
        <Stack gap="md">
          <LimitedTextInput
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            max={NAME_MAX}
            required
            data-autofocus
          />
          <Text size="xs" c="dimmed">
            Prompt, model, styling, background and aspect ratio are kept. Everyone in the workspace can use them.
          </Text>
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending} disabled={name.trim() === ''}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
