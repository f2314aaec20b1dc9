import { Text } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import type { CreditPackInput } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import type { PriceOf } from '../prices/use-price-list.ts';
import { PackCard, PackList } from '../purchases/pack-card.tsx';
import { CREDIT_PACKS, type Pack } from '../purchases/use-packs.ts';
import { say } from '../language/say.ts';
import { PacksForm } from './packs-form.tsx';
import { PublishDialog } from './publish-dialog.tsx';

const PUBLISH_CREDIT_PACKS = graphql(`
  mutation PublishCreditPacks($input: PublishCreditPacksInput!) {
    publishCreditPacks(input: $input) {
      ...Pack
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
  const preview = wanted && (
    <>
      <PackList>
        {wanted.map((pack, place) => (
          <PackCard key={place} pack={previewOf(pack)} prices={prices} onBuy={null} />
        ))}
      </PackList>
      <Text c="dimmed">{say(wanted.length === 0 ? 'admin.packsReplaceNone' : 'admin.packsReplace')}</Text>
    </>
  );
  return (
    <PublishDialog
      title={say(wanted ? 'admin.buyersWillSee' : 'admin.packsForSale')}
      size="lg"
      form={<PacksForm packs={packs} onSubmit={setWanted} onCancel={onClose} />}
      preview={preview}
      {...{ isSending, error }}
      onBack={() => setWanted(null)}
      onPublish={() => wanted && void publish(wanted)}
      onClose={onClose}
    />
  );
}

function previewOf({ title, credits, minor, currency, expiresAfterDays = null }: CreditPackInput) {
  return { title, credits, expiresAfterDays, amount: { minor, currency } };
}
