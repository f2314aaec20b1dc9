import { Modal, NumberInput, Select, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { TransferCreditsMutation } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import { useProjectSummaries } from '../projects/use-projects.ts';
import { LimitedTextInput } from '../look/limited-text.tsx';
import { say } from '../language/say.ts';
import { type Effect, EffectsTable, PostingActions } from '../credits/posting-form.tsx';
import { formatCredits } from '../language/formats.ts';
import type { GrantedProject } from './use-grants.ts';
import { useIdempotentSend } from '../api/use-idempotent-send.ts';

const TRANSFER_CREDITS = graphql(`
  mutation TransferCredits($input: TransferCreditsInput!) {
    transferCredits(input: $input) {
      __typename
      ... on TransferredCredits {
        from {
          ...ProjectBalance
        }
        to {
          ...ProjectBalance
        }
      }
      ...Refusal
    }
  }
`);

const NOTE_MAX = 1_000;
const OFFERED = 50; // beyond that one types a part of the name

export interface TransferCreditsDialogProps {
  readonly project: GrantedProject;
  readonly onClose: () => void;
}

/** Moves credits to another project. For ADMIN. */
export function TransferCreditsDialog({ project, onClose }: TransferCreditsDialogProps) {
  const { id: fromProjectId, name, balance } = project;
  const [search, setSearch] = useState('');
  const [to, setTo] = useState<{ readonly id: string; readonly name: string; readonly balance: number } | null>(null);
  const [credits, setCredits] = useState<number | string>('');
  const [note, setNote] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { projects = [] } = useProjectSummaries(search === to?.name ? '' : search, OFFERED);
  const { send, ...state } = useIdempotentSend(TRANSFER_CREDITS, `transfer ${fromProjectId}`, refusalOf);
  const others = [...projects.filter(({ id }) => id !== fromProjectId && id !== to?.id), ...(to ? [to] : [])];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!to || !isMovable(credits, balance)) return;
    const fields = { fromProjectId, toProjectId: to.id, credits, note: note.trim() === '' ? null : note.trim() };
    if (!(await send(fields))) return;
    onClose();
    toastDone(say('credits.moved', { credits: formatCredits(credits), project: to.name }));
  };
  return (
    <Modal opened onClose={onClose} title={say('credits.moveFrom', { project: name })}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <Select
            label={say('credits.to')}
            placeholder={say('credits.projectName')}
            searchable
            data={others.map(({ id, name: label }) => ({ value: id, label }))}
            value={to?.id ?? null}
            onChange={(id) => setTo(others.find((other) => other.id === id) ?? null)}
            searchValue={search}
            onSearchChange={setSearch}
            nothingFoundMessage={say('credits.noSuchProject')}
            error={isAsked && !to ? say('credits.chooseProject') : null}
            required
          />
          <NumberInput
            label={say('credits.credits')}
            value={credits}
            onChange={setCredits}
            min={1}
            max={balance}
            allowDecimal={false}
            error={
              isAsked && !isMovable(credits, balance) ? say('credits.howMany', { max: formatCredits(balance) }) : null
            }
            required
          />
          <NoteField note={note} onChange={setNote} />
          {to && isMovable(credits, balance) && <EffectsTable effects={effectsOf(credits, project, to)} />}
          <Text c="dimmed">{say('credits.moveHint')}</Text>
          <PostingActions label={say('credits.move')} {...state} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function refusalOf({ transferCredits: result }: TransferCreditsMutation) {
  return result.__typename === 'TransferredCredits' ? null : result;
}

function NoteField({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  return (
    <LimitedTextInput
      label={say('credits.note')}
      value={note}
      onChange={(event) => onChange(event.currentTarget.value)}
      max={NOTE_MAX}
    />
  );
}

function isMovable(credits: number | string, balance: number): credits is number {
  return typeof credits === 'number' && credits >= 1 && credits <= balance;
}

interface Side {
  readonly name: string;
  readonly balance: number;
}

function effectsOf(credits: number, from: Side, to: Side): Effect[] {
  return [
    [from.name, `${formatCredits(from.balance)} → ${formatCredits(from.balance - credits)}`],
    [to.name, `${formatCredits(to.balance)} → ${formatCredits(to.balance + credits)}`],
  ];
}
