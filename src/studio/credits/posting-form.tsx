import { NumberInput, Table } from '@mantine/core';
import { Problem } from '../errors/problem.tsx';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import type { IdempotentSender } from '../api/use-idempotent-send.ts';
import { formatCount } from '../language/formats.ts';

export interface PostingActionsProps extends Pick<
  IdempotentSender<unknown, unknown>,
  'isSending' | 'failure' | 'refusal'
> {
  readonly label: string;
  readonly onCancel: () => void;
}

/** The end of a form that moves credits: its error, and its buttons. */
export function PostingActions({ label, isSending, failure, refusal, onCancel }: PostingActionsProps) {
  return (
    <>
      {failure && <Problem sentence={failure} />}
      {refusal && <Problem sentence={refusal} tone="refusal" />}
      <DialogButtons submitLabel={label} isSending={isSending} onCancel={onCancel} />
    </>
  );
}

/** What and what becomes of it, such as "Balance", "12 credits → 17 credits". */
export type Effect = readonly [what: string, becomes: string];

/** What will happen once something is confirmed, in figures. */
export function EffectsTable({ effects }: { effects: readonly Effect[] }) {
  return (
    <Table aria-label={say('credits.whatChanges')}>
      <Table.Tbody>
        {effects.map(([what, becomes]) => (
          <Table.Tr key={what}>
            <Table.Th scope="row">{what}</Table.Th>
            <Table.Td ta="end">{becomes}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The most that one grant can bring. */
export const CREDITS_MAX = 1_000_000_000;

export interface CreditsInputProps {
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
}

/** How many credits are granted, the first field of its form. */
export function CreditsInput({ value, onChange }: CreditsInputProps) {
  return (
    <NumberInput
      label={say('credits.credits')}
      value={value}
      onChange={onChange}
      min={1}
      max={CREDITS_MAX}
      allowDecimal={false}
      error={value === '' ? say('credits.howMany', { max: formatCount(CREDITS_MAX) }) : null}
      required
      data-autofocus
    />
  );
}
