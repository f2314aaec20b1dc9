import { Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { addDays, dateOf, dayOf, useToday } from '../look/calendar-day.ts';
import { LimitedTextInput } from '../look/limited-text.tsx';
import { say } from '../language/say.ts';
import { CreditsInput, PostingActions } from './posting-form.tsx';
import { GRANT_SOURCE, GRANTABLE_SOURCES } from './grant-words.ts';
import type { GrantFields, Granting } from './use-grant.ts';

const NOTE_MAX = 1_000;

interface Said {
  readonly credits: number | string;
  readonly source: string;
  /** Empty: never. */
  readonly expiryDay: string;
  readonly note: string;
}

const NOTHING_SAID: Said = { credits: 100, source: 'MANUAL', expiryDay: '', note: '' };

export interface GrantFormProps extends Pick<Granting, 'isSending' | 'failure' | 'refusal'> {
  readonly onSubmit: (fields: GrantFields) => void;
  readonly onCancel: () => void;
}

export function GrantForm({ isSending, failure, refusal, onSubmit, onCancel }: GrantFormProps) {
  const [said, setSaid] = useState(NOTHING_SAID);
  const change = (changed: Partial<Said>) => setSaid({ ...said, ...changed });
  const { credits, note } = said;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typeof credits === 'number' && credits > 0) onSubmit(fieldsOf(credits, said));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <CreditsInput value={credits} onChange={(value) => change({ credits: value })} />
        <SourceAndExpiry said={said} change={change} />
        <LimitedTextInput
          label={say('credits.note')}
          description={say('credits.noteHint')}
          value={note}
          onChange={(event) => change({ note: event.currentTarget.value })}
          max={NOTE_MAX}
        />
        <PostingActions label={say('credits.add')} {...{ isSending, failure, refusal, onCancel }} />
      </Stack>
    </form>
  );
}

function SourceAndExpiry({ said, change }: { said: Said; change: (changed: Partial<Said>) => void }) {
  const today = useToday();
  return (
    <Group grow align="flex-start">
      <NativeSelect
        label={say('credits.source')}
        value={said.source}
        onChange={(event) => change({ source: event.currentTarget.value })}
        data={GRANTABLE_SOURCES.map((value) => ({ value, label: say(GRANT_SOURCE[value]) }))}
      />
      <TextInput
        type="date"
        label={say('credits.expiresOn')}
        description={say('credits.emptyNever')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={said.expiryDay}
        min={dayOf(addDays(today, 1))}
        onChange={(event) => change({ expiryDay: event.currentTarget.value })}
      />
    </Group>
  );
}

function fieldsOf(credits: number, { source, expiryDay, note }: Said): GrantFields {
  return {
    credits,
    note: note.trim() === '' ? null : note.trim(),
    source: GRANTABLE_SOURCES.find((known) => known === source),
    expiresAt: expiryDay === '' ? null : dateOf(expiryDay).toISOString(), // the start of the day in the browser's time zone
  };
}
