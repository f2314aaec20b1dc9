import { NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import type { ActionKind, PublishPriceListInput } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import { formatCount, formatCredits } from '../language/formats.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { PriceChange } from './price-change.tsx';
import { PublishDialog } from './publish-dialog.tsx';
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

/** Publishes a price list, effective now or at a later instant. */
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
    <PublishDialog
      title={say(wanted ? 'admin.willHappen' : 'admin.changePrices')}
      form={<PricesForm inForce={inForce} onSubmit={setWanted} onCancel={onClose} />}
      preview={wanted && <PriceChange wanted={wanted} inForce={inForce} planned={planned} />}
      {...{ isSending, error }}
      onBack={() => setWanted(null)}
      onPublish={() => wanted && void publish(wanted)}
      onClose={onClose}
    />
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
        <DialogButtons submitLabel={say('admin.seeChanges')} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

/** Empty stands for now. */
function hasPassed(from: string): boolean {
  return from !== '' && new Date(from).getTime() <= Date.now();
}
