import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { CreditPackInput } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import type { PriceOf } from '../prices/use-price-list.ts';
import { PackCard } from '../purchases/pack-card.tsx';
import { PackList } from '../purchases/pack-list.tsx';
import { CREDIT_PACKS, type Pack } from '../purchases/use-packs.ts';
import { say } from '../language/say.ts';
import { PacksForm } from './packs-form.tsx';

const PUBLISH_CREDIT_PACKS = graphql(`
  mutation PublishCreditPacks($input: PublishCreditPacksInput!) {
    publishCreditPacks(input: $input) {
      id
      title
      credits
      expiresAfterDays
      amount {
        minor
        currency
      }
    }
  }
`);

export interface PublishPacksDialogProps {
  readonly packs: readonly Pack[];
  readonly prices: readonly PriceOf[];
  readonly onClose: () => void;
}

/** Edits the packs, previews them as buyers will see them, and publishes them. */
export function PublishPacksDialog({ packs, prices, onClose }: PublishPacksDialogProps) {
  const { send, isSending, error } = useSend(PUBLISH_CREDIT_PACKS, (cache, { publishCreditPacks: creditPacks }) =>
    cache.writeQuery({ query: CREDIT_PACKS, data: { __typename: 'Query', paymentsConfigured: true, creditPacks } }),
  );
  const [wanted, setWanted] = useState<CreditPackInput[] | null>(null);
  const publish = async (input: CreditPackInput[]) => {
    if (!(await send({ input: { packs: input } }))) return;
    onClose();
    toastDone(say(input.length === 0 ? 'admin.packsNone' : 'admin.packsPublished'));
  };
  return (
    <Modal opened onClose={onClose} title={say(wanted ? 'admin.buyersWillSee' : 'admin.packsForSale')} size="lg">
      {/* The form stays mounted during the preview, so that it keeps its values. */}
      <div hidden={wanted !== null}>
        <PacksForm packs={packs} onSubmit={setWanted} onCancel={onClose} />
      </div>
      {wanted && (
        <Stack gap="md">
          <PackList>
            {wanted.map((pack, place) => (
              <PackCard key={place} pack={previewOf(pack)} prices={prices} onBuy={null} />
            ))}
          </PackList>
          <Text c="dimmed">{say(wanted.length === 0 ? 'admin.packsReplaceNone' : 'admin.packsReplace')}</Text>
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

function previewOf({ title, credits, minor, currency, expiresAfterDays = null }: CreditPackInput) {
  return { title, credits, expiresAfterDays, amount: { minor, currency } };
}
