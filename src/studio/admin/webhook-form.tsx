import { Checkbox, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { WebhookEvent } from '../generated/graphql.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { CHOICES, EVENT_WORD } from './webhook-words.ts';

export interface WebhookInput {
  readonly url: string;
  readonly events: WebhookEvent[];
}

export interface WebhookFormProps {
  /** What it begins with. */
  readonly before: WebhookInput;
  /** What the button says. */
  readonly submitLabel: string;
  readonly error: unknown;
  readonly isSending: boolean;
  readonly onSubmit: (input: WebhookInput) => void;
  readonly onCancel: () => void;
}

/** Where a webhook is sent, and which events. */
export function WebhookForm({ before, submitLabel, error, isSending, onSubmit, onCancel }: WebhookFormProps) {
  const [url, setUrl] = useState(before.url);
  const [events, setEvents] = useState<string[]>(before.events);
  const [isTried, setIsTried] = useState(false);
  const chosen = CHOICES.filter((event) => events.includes(event));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (url.trim() !== '' && chosen.length > 0) onSubmit({ url: url.trim(), events: chosen });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          type="url"
          label="URL"
          description={say('webhooks.urlHint')}
          placeholder="https://shop.example.com/webhooks"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={isTried && url.trim() === '' ? say('webhooks.sayWhere') : null}
          autoComplete="off"
          spellCheck={false}
          required
          data-autofocus
        />
        <Checkbox.Group
          label={say('webhooks.events')}
          value={events}
          onChange={setEvents}
          error={isTried && chosen.length === 0 ? say('webhooks.chooseOne') : null}
        >
          <Stack gap="xs" py="xs">
            {CHOICES.map((event) => (
              <Checkbox key={event} value={event} label={say(EVENT_WORD[event])} />
            ))}
          </Stack>
        </Checkbox.Group>
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <DialogButtons submitLabel={submitLabel} isSending={isSending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
