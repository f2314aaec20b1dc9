import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import type { Sentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { refusalSentence } from '../errors/refusal.ts';
import { graphql } from '../generated/gql.ts';
import { formatCount, formatInstant } from '../language/formats.ts';
import { toastDone } from '../look/toast.tsx';
import { ConfirmDialog } from '../look/confirm-dialog.tsx';
import { say } from '../language/say.ts';
import { type ListedPrices, usePricesAgain } from './use-price-lists.ts';

const WITHDRAW_PRICE_LIST = graphql(`
  mutation WithdrawPriceList($version: Int!) {
    withdrawPriceList(version: $version) {
      __typename
      ...Refusal
    }
  }
`);

/** Takes a planned list back, once one has read what that means. */
export function WithdrawPrices({ list }: { list: ListedPrices }) {
  const [isOpen, dialog] = useDisclosure(false);
  const { send, isSending, error } = useSend(WITHDRAW_PRICE_LIST);
  const [refusal, setRefusal] = useState<Sentence | null>(null);
  const again = usePricesAgain();
  const version = formatCount(list.version);
  const withdraw = async () => {
    const result = (await send({ version: list.version }))?.withdrawPriceList;
    if (!result) return;
    await again();
    if (result.__typename !== 'WithdrawnPriceList') return setRefusal(refusalSentence(result));
    dialog.close();
    toastDone(say('admin.listTakenBack', { version }));
  };
  const from = formatInstant(list.effectiveAt);
  return (
    <>
      <Button variant="default" size="xs" onClick={dialog.open} aria-label={say('admin.takeBackList', { version })}>
        {say('admin.takeBack')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={say('admin.takeBackTitle', { from })}
        hint={say('admin.neverEffect', { version, from })}
        error={error}
        submitLabel={say('admin.takeItBack')}
        onConfirm={() => void withdraw()}
        isSending={isSending}
        cancelLabel={say('admin.keepIt')}
        onClose={dialog.close}
      >
        {refusal && <Problem sentence={refusal} tone="refusal" />}
      </ConfirmDialog>
    </>
  );
}
