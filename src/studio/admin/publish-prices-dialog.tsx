import { Button, Group, Modal, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ActionKind, PublishPriceListInput } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import { formatCount, formatCredits } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { PriceChange } from './price-change.tsx';
import { type ListedPrices, usePricesAgain } from './use-price-lists.ts';

const PUBLISH_PRICE_LIST = graphql(`
  mutation PublishPriceList($input: PublishPriceListInput!) {
    publishPriceList(input: $input) {
      version
    }
  }
`);

const CREDITS_MAX = 1_000_000;

export interface PublishPricesDialogProps {
  readonly inForce: ListedPrices;
  readonly planned: readonly ListedPrices[];
  readonly onClose: () => void;
}

/** New prices, from now or a coming instant on: asked for, then told in figures, then published. */
export function PublishPricesDialog({ inForce, planned, onClose }: PublishPricesDialogProps) {
  const { send, isSending, error } = useSend(PUBLISH_PRICE_LIST);
  const again = usePricesAgain();
  const [wanted, setWanted] = useState<PublishPriceListInput | null>(null);
  const publish = async (input: PublishPriceListInput) => {
    const result = await send({ input });
    if (!result) return;
    await again();
    onClose();
    toastDone(say('admin.listPublished', { version: formatCount(result.publishPriceList.version) }));
  };
  return (
    <Modal opened onClose={onClose} title={say(wanted ? 'admin.willHappen' : 'admin.changePrices')}>
      {/* The form stays while its figures are looked at, so that one can go back to it. */}
      <div hidden={wanted !== null}>
        <PricesForm inForce={inForce} onSubmit={setWanted} onCancel={onClose} />
      </div>
      {wanted && (
        <Stack gap="md">
          <PriceChange wanted={wanted} inForce={inForce} planned={planned} />
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setWanted(null)}>
              {say('admin.back')}
            </Button>
            <Button loading={isSending} onClick={() => void publish(wanted)}>
              {say('admin.publish')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

interface PricesFormProps {
  readonly inForce: ListedPrices;
  readonly onSubmit: (wanted: PublishPriceListInput) => void;
  readonly onCancel: () => void;
}

function PricesForm({ inForce, onSubmit, onCancel }: PricesFormProps) {
  const [said, setSaid] = useState<Partial<Record<ActionKind, number | string>>>({});
  const [from, setFrom] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isPast, setPast] = useState(false);
  const rows = inForce.prices.map((price) => ({ ...price, said: said[price.kind] ?? price.credits }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isLate = hasPassed(from);
    setAsked(true);
    setPast(isLate);
    const prices = rows.flatMap(({ kind, said: credits }) => (typeof credits === 'number' ? [{ kind, credits }] : []));
    if (prices.length < rows.length || isLate) return;
    onSubmit({ prices, effectiveAt: from === '' ? null : new Date(from).toISOString() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {rows.map(({ kind, said: credits }) => (
            <NumberInput
              key={kind}
              label={say(`actions.${kind}`)}
              value={credits}
              onChange={(value) => setSaid({ ...said, [kind]: value })}
              min={0}
              max={CREDITS_MAX}
              allowDecimal={false}
              error={
                isAsked && credits === ''
                  ? say('admin.range', { min: formatCount(0), max: formatCredits(CREDITS_MAX) })
                  : null
              }
              required
            />
          ))}
        </SimpleGrid>
        <TextInput
          type="datetime-local"
          label={say('admin.from')}
          description={say('admin.pricesFromHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={from}
          onChange={(event) => {
            setFrom(event.currentTarget.value);
            setPast(false);
          }}
          error={isPast ? say('admin.passed') : null}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {say('admin.cancel')}
          </Button>
          <Button type="submit">{say('admin.seeChanges')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Of what was typed into the field for it; empty is now. */
function hasPassed(from: string): boolean {
  return from !== '' && new Date(from).getTime() <= Date.now();
}
