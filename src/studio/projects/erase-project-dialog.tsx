import { useApolloClient } from '@apollo/client/react';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';
import { ERASE_PROJECT } from './project-settings.ts';

export interface EraseProjectDialogProps {
  readonly project: ProjectSettingsFragment;
  readonly onClose: () => void;
}

/** Says what goes and what stays, and has the name of the project typed: it cannot be undone. */
export function EraseProjectDialog({ project, onClose }: EraseProjectDialogProps) {
  const client = useApolloClient();
  const { send, isSending, error } = useSend(ERASE_PROJECT);
  const [typed, setTyped] = useState('');
  const isRight = typed.trim() === project.name.trim();
  const erase = async (event: FormEvent) => {
    event.preventDefault();
    if (!isRight || !(await send({ id: project.id }))) return;
    onClose();
    toastDone(say('projects.isErased', { project: project.name }));
    await client.refetchQueries({ include: 'active' }); // pictures and words that are still shown are gone
  };
  return (
    <Modal opened onClose={onClose} title={say('projects.eraseThis', { project: project.name })}>
      <form onSubmit={(event) => void erase(event)} noValidate>
        <Stack gap="md">
          <Text>{say('projects.aboutErasing')} </Text>
          <TextInput
            label={say('projects.typeName', { project: project.name })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            data-autofocus
          />
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {say('projects.keepIt')}
            </Button>
            <Button type="submit" disabled={!isRight} loading={isSending}>
              {say('projects.erase')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
