import { Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { say } from '../language/say.ts';
import { LimitedTextInput } from '../look/limited-text.tsx';
import { type Effect, EffectsTable, PostingActions, type PostingActionsProps } from './posting-form.tsx';

const REASON_MAX = 1_000;

export interface ReasonedFormProps extends PostingActionsProps {
  readonly effects: readonly Effect[];
  readonly hint: string;
  readonly onSubmit: (reason: string) => void;
}

/** A form that revokes or refunds credits for a reason, which the history shows. */
export function ReasonedForm({ effects, hint, onSubmit, ...actions }: ReasonedFormProps) {
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const isMissing = reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isMissing) onSubmit(reason.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <EffectsTable effects={effects} />
        <Text>{hint}</Text>
        <LimitedTextInput
          label={say('credits.reason')}
          description={say('credits.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          max={REASON_MAX}
          error={isAsked && isMissing ? say('credits.sayWhy') : null}
          required
          data-autofocus
        />
        <PostingActions {...actions} />
      </Stack>
    </form>
  );
}
