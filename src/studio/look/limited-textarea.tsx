import { Text, Textarea, type TextareaProps } from '@mantine/core';
import { useRef } from 'react';
import { tooLong, usedOf, useNoSubmit } from './text-limit.ts';

export interface LimitedTextareaProps extends TextareaProps {
  readonly value: string;
  /** In characters. */
  readonly max: number;
}

/** A text field with a limit, which is shown when it is nearly reached. A longer text is kept, and an error is shown. */
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
