import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Sentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { DialogButtons } from './dialog-buttons.tsx';

export interface TypedNameDialogProps {
  readonly title: string;
  /** What is deleted, and what is kept. */
  readonly hint: string;
  /** The name to type. Leading and trailing spaces are ignored. */
  readonly name: string;
  readonly nameLabel: string;
  readonly submitLabel: string;
  readonly keepLabel: string;
  readonly problem: Sentence | null;
  readonly isSending: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

/** Confirms an action that cannot be undone: the user must type the name of its object. */
export function TypedNameDialog(props: TypedNameDialogProps) {
  const { title, hint, name, nameLabel, submitLabel, keepLabel, problem, isSending, onSubmit, onClose } = props;
  const [typed, setTyped] = useState('');
  const isRight = typed.trim() === name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRight) onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>{hint}</Text>
          <TextInput
            label={nameLabel}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            data-autofocus
          />
          {problem && <Problem sentence={problem} />}
          <DialogButtons
            submitLabel={submitLabel}
            isSending={isSending}
            isDisabled={!isRight}
            cancelLabel={keepLabel}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
