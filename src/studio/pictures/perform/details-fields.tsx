import { Text } from '@mantine/core';
import { sayRich } from '../../language/say.ts';
import { LimitedTextarea } from '../../look/limited-text.tsx';
import type { Details } from './drafts.ts';
import { DETAIL_MAX, PROMPT_MAX } from './submission.ts';

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
      <Detail label="perform.model" value={details.model} onChange={(model) => onChange({ model })} />
      <Detail label="perform.styling" value={details.styling} onChange={(styling) => onChange({ styling })} />
      <Detail
        label="perform.backgroundDetail"
        value={details.background}
        onChange={(background) => onChange({ background })}
      />
    </>
  );
}

interface DetailProps {
  /** The key of a label that also has a hint. */
  readonly label: 'perform.model' | 'perform.styling' | 'perform.backgroundDetail';
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Detail({ label, value, onChange }: DetailProps) {
  return (
    <LimitedTextarea
      label={sayRich(label, { hint: <Text span size="xs" c="dimmed" fw={400} /> })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      max={DETAIL_MAX}
      autosize
      minRows={1}
      maxRows={4}
    />
  );
}
