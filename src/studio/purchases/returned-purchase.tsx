import { useQuery } from '@apollo/client/react';
import { Anchor, CloseButton, Group, Loader, Text } from '@mantine/core';
import { Check, CircleAlert } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { formatCredits } from '../language/formats.ts';
import { graphql } from '../generated/gql.ts';
import type { PurchaseLineFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { moneyText } from './money.ts';
import { statusDetail, STATUS_WORD } from './purchase-words.ts';
import { PURCHASE_PARAM } from './return-address.ts';
import classes from './returned-purchase.module.css';

const RETURNED_PURCHASE = graphql(`
  query ReturnedPurchase($id: ID!) {
    purchase(id: $id) {
      ...PurchaseLine
    }
  }
`);

const FOLLOW_MS = 1_000; // Stripe tells the server within moments of the payment

/** The status of the purchase that the user returned from; renders nothing if the URL names none of the project. */
export function ReturnedPurchase({ purchaseId }: { purchaseId: string }) {
  const [, setParams] = useSearchParams();
  const { data, stopPolling } = useQuery(RETURNED_PURCHASE, {
    variables: { id: purchaseId },
    pollInterval: FOLLOW_MS,
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
    errorPolicy: 'ignore', // the id in the URL may be wrong
  });
  const purchase = data?.purchase;
  if (!purchase) return null;
  const isOpen = purchase.status === 'PENDING';
  if (!isOpen) stopPolling();
  const dismiss = () =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete(PURCHASE_PARAM);
        return after;
      },
      { replace: true },
    );
  return (
    <div className={classes.notice} data-status={purchase.status}>
      <Group gap="xs" wrap="nowrap" role="status" miw={0}>
        <Sign purchase={purchase} />
        <Text>{words(purchase)}</Text>
        {purchase.receiptUrl && (
          <Anchor href={purchase.receiptUrl} target="_blank" rel="noreferrer">
            {say('purchases.receipt')}
          </Anchor>
        )}
      </Group>
      <CloseButton aria-label={say('purchases.dismiss')} onClick={dismiss} />
    </div>
  );
}

function Sign({ purchase: { status } }: { purchase: PurchaseLineFragment }) {
  if (status === 'PENDING') return <Loader size={16} color="gray" aria-hidden="true" />;
  if (status === 'PAID') return <Check size={18} aria-hidden="true" className={classes.sign} />;
  return <CircleAlert size={18} aria-hidden="true" className={classes.sign} />;
}

function words(purchase: PurchaseLineFragment): string {
  const { status, credits, amount } = purchase;
  if (status === 'PENDING') return say('purchases.waiting', { amount: moneyText(amount) });
  if (status === 'PAID') return say('purchases.cameIn', { credits: formatCredits(credits), amount: moneyText(amount) });
  return `${say(STATUS_WORD[status])}. ${statusDetail(purchase)}`;
}
