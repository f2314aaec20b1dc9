import { Text } from '@mantine/core';
import { LimitedTextarea } from '../../look/limited-textarea.tsx';
import type { Details } from './drafts.ts';
import { DETAIL_MAX, PROMPT_MAX } from './word-limits.ts';

export interface DetailsFieldsProps {
  readonly details: Details;
  readonly promptLabel: string;
  readonly promptHint: string;
  readonly error: string | undefined;
  readonly onChange: (details: Partial<Details>) => void;
}

/** What is wanted in words, and the details that keep the same from picture to picture. */
export function DetailsFields({ details, promptLabel, promptHint, error, onChange }: DetailsFieldsProps) {
  return (
    <>
      <LimitedTextarea
        label={promptLabel}
        description={promptHint}
        value={details.prompt}
        onChange={(event) => onChange({ prompt: event.currentTarget.value })}
        max={PROMPT_MAX}
        error={error}
        autosize
        minRows={3}
        maxRows={10}
        required
        data-field="prompt"
      />
      <Detail
        label="Model"
        hint="who or what is shown"
        value={details.model}
        onChange={(model) => onChange({ model })}
      />
      <Detail
        label="Styling"
        hint="light, mood, materials"
        value={details.styling}
        onChange={(styling) => onChange({ styling })}
      />
      <Detail
        label="Background"
        hint="what is behind it"
        value={details.background}
        onChange={(background) => onChange({ background })}
      />
    </>
  );
}

interface DetailProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Detail({ label, hint, value, onChange }: DetailProps) {
  return (
    <LimitedTextarea
      label={
        <>
          {label}{' '}
          <Text span size="xs" c="dimmed" fw={400}>
            {hint}
          </Text>
        </>
      }
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      max={DETAIL_MAX}
      autosize
      minRows={1}
      maxRows={4}
    />
  );
}
