import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../api/use-intent.ts';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { refusalSentence } from '../errors/refusal.ts';
import type { Sentence } from '../errors/sentence.ts';
import { graphql } from '../generated/gql.ts';
import { formatCredits } from './format-credits.ts';

const CREDITS_MAX = 1_000_000_000;
const NOTE_MAX = 1_000;

const GRANT_CREDITS = graphql(`
  mutation GrantCredits($input: GrantCreditsInput!) {
    grantCredits(input: $input) {
      __typename
      ... on GrantedCredits {
        project {
          ...ProjectBalance
        }
      }
      ...Refusal
    }
  }
`);

export interface GrantCreditsDialogProps {
  readonly project: { readonly id: string; readonly name: string };
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Brings credits into a project, once for each intent. For ADMIN. */
export function GrantCreditsDialog({ project, isOpen, onClose }: GrantCreditsDialogProps) {
  const [credits, setCredits] = useState<number | string>(100);
  const [note, setNote] = useState('');
  const { grant, isSending, failure, refusal, forget } = useGrant(project.id);
  const close = () => {
    forget();
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typeof credits !== 'number' || credits < 1) return;
    if (!(await grant({ credits, note: note.trim() === '' ? null : note.trim() }))) return;
    close();
    notifications.show({ message: `${formatCredits(credits)} added to ${project.name}.` });
  };
  return (
    <Modal opened={isOpen} onClose={close} title={`Add credits to ${project.name}`}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <NumberInput
            label="Credits"
            value={credits}
            onChange={setCredits}
            min={1}
            max={CREDITS_MAX}
            allowDecimal={false}
            thousandSeparator=","
            error={credits === '' ? 'How many? 1 to 1,000,000,000.' : null}
            required
            data-autofocus
          />
          <TextInput
            label="Note"
            description="Stands in the history, such as an invoice number."
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={NOTE_MAX}
          />
          {failure && <Problem sentence={failure} />}
          {refusal && <Problem sentence={refusal} tone="refusal" />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending}>
              Add credits
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useGrant(projectId: string) {
  const intent = useIntent(`grant ${projectId}`);
  const { send, isSending, error, reset } = useSend(GRANT_CREDITS);
  const [refusal, setRefusal] = useState<Sentence | null>(null);
  return {
    isSending,
    refusal,
    failure: error ? errorSentence(error) : null,
    forget: () => {
      setRefusal(null);
      reset();
    },
    /** Whether the credits came in. */
    grant: async (fields: { credits: number; note: string | null }): Promise<boolean> => {
      setRefusal(null);
      const input = { projectId, ...fields };
      const answer = (await send({ input: { ...input, idempotencyKey: intent.keyFor(input) } }))?.grantCredits;
      if (!answer) return false;
      intent.settle();
      if (answer.__typename !== 'GrantedCredits') setRefusal(refusalSentence(answer));
      return answer.__typename === 'GrantedCredits';
    },
  };
}
