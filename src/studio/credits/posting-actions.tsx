import { Button, Group } from '@mantine/core';
import { Problem } from '../errors/problem.tsx';
import { say } from '../language/say.ts';
import type { IdempotentSender } from '../api/use-idempotent-send.ts';

export interface PostingActionsProps extends Pick<
  IdempotentSender<unknown, unknown>,
  'isSending' | 'failure' | 'refusal'
> {
  readonly label: string;
  readonly onCancel: () => void;
}

/** The end of a form that moves credits: why it was not done, and the buttons. */
export function PostingActions({ label, isSending, failure, refusal, onCancel }: PostingActionsProps) {
  return (
    <>
      {failure && <Problem sentence={failure} />}
      {refusal && <Problem sentence={refusal} tone="refusal" />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {say('credits.cancel')}
        </Button>
        <Button type="submit" loading={isSending}>
          {label}
        </Button>
      </Group>
    </>
  );
}
