import { Text, Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { useRef } from 'react';
import { tooLong, usedOf, useNoSubmit } from './text-limit.ts';

export interface LimitedTextInputProps extends TextInputProps {
  readonly value: string;
  /** The maximum length in characters. */
  readonly max: number;
}

/** A single-line field that shows its limit when the text is nearly too long. It does not cut pasted text. */
export function LimitedTextInput({ max, value, error, ...props }: LimitedTextInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const excess = tooLong(value, max);
  const used = excess === null ? usedOf(value, max) : null;
  useNoSubmit(field, excess !== null);
  return (
    <TextInput
      {...props}
      ref={field}
      value={value}
      error={excess ?? error}
      dir="auto"
      {...(used !== null && { rightSection: <Used text={used} />, rightSectionWidth: 'auto' })}
    />
  );
}

function Used({ text }: { readonly text: string }) {
  return (
    <span role="status" style={{ paddingInline: 8, fontSize: 'var(--mantine-font-size-xs)', whiteSpace: 'nowrap' }}>
      {text}
    </span>
  );
}

interface LimitedTextareaProps extends TextareaProps {
  readonly value: string;
  /** The maximum length in characters. */
  readonly max: number;
}

/** A text field with a maximum length, which is shown when the text is nearly as long. A longer text is kept, with an error message. */
export function LimitedTextarea({ max, value, error, ...props }: LimitedTextareaProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const excess = tooLong(value, max);
  const used = excess === null ? usedOf(value, max) : null;
  useNoSubmit(field, excess !== null);
  return (
    <div>
      <Textarea {...props} ref={field} value={value} error={excess ?? error} dir="auto" />
      {used && (
        <Text size="xs" c="dimmed" ta="end" role="status">
          {used}
        </Text>
      )}
    </div>
  );
}
