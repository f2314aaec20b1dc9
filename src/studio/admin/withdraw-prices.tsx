import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { refusalSentence } from '../errors/refusal.ts';
import { graphql } from '../generated/gql.ts';
import { formatInstant } from '../language/formats.ts';
import { toastDone } from '../look/toast.tsx';
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
  const withdraw = async () => {
    const answer = (await send({ version: list.version }))?.withdrawPriceList;
    if (!answer) return;
    await again();
    if (answer.__typename !== 'WithdrawnPriceList') return setRefusal(refusalSentence(answer));
    dialog.close();
    toastDone(`List ${list.version} is taken back.`);
  };
  const from = formatInstant(list.effectiveAt);
  return (
    <>
      <Button variant="default" size="xs" onClick={dialog.open} aria-label={`Take back list ${list.version}`}>
        Take back
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={`Take back the prices of ${from}?`}>
        <Stack gap="md">
          <Text>{`List ${list.version} never takes effect: on ${from} the prices stay as they are by then.`}</Text>
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          {refusal && <Problem sentence={refusal} tone="refusal" />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={dialog.close}>
              Keep it
            </Button>
            <Button loading={isSending} onClick={() => void withdraw()}>
              Take it back
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
