import { NumberInput, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { creditsWord } from '../language/formats.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { LimitedTextInput } from '../look/limited-text.tsx';

const NAME_MAX = 200;
const THRESHOLD_MAX = 2_147_483_647;

export interface ProjectFields {
  readonly name: string;
  /** Null: no notice. */
  readonly lowBalanceThreshold: number | null;
}

export interface ProjectFormProps {
  readonly initial: ProjectFields;
  readonly submitLabel: string;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSubmit: (fields: ProjectFields) => void;
  /** Where there is something to go back to. */
  readonly onCancel?: () => void;
  /** Additional fields, shown above the buttons. */
  readonly children?: ReactNode;
}

/** What can be set of a project. */
export function ProjectForm({
  initial,
  submitLabel,
  isSending,
  error,
  onSubmit,
  onCancel,
  children,
}: ProjectFormProps) {
  const [name, setName] = useState(initial.name);
  const [threshold, setThreshold] = useState<number | string>(initial.lowBalanceThreshold ?? '');
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = name.trim();
    if (typed === '') return setProblem(say('projects.giveName'));
    setProblem(null);
    onSubmit({ name: typed, lowBalanceThreshold: typeof threshold === 'number' ? threshold : null });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <LimitedTextInput
          label={say('projects.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          max={NAME_MAX}
          error={problem}
          required
          data-autofocus
        />
        <NumberInput
          label={say('projects.notice')}
          description={say('projects.aboutNotice')}
          value={threshold}
          onChange={setThreshold}
          min={0}
          max={THRESHOLD_MAX}
          allowDecimal={false}
          suffix={` ${creditsWord(2)}`}
        />
        {children}
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <DialogButtons submitLabel={submitLabel} isSending={isSending} onCancel={onCancel ?? null} />
      </Stack>
    </form>
  );
}
