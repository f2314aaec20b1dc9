import { useApolloClient } from '@apollo/client/react';
import { Modal } from '@mantine/core';
import { ReasonedForm } from '../credits/reasoned-form.tsx';
import { formatCredits } from '../language/formats.ts';
import { useIdempotentSend } from '../api/use-idempotent-send.ts';
import { graphql } from '../generated/gql.ts';
import type { PurchaseLineFragment } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import { say } from '../language/say.ts';
import { moneyText } from './money.ts';
import { PURCHASES } from './use-purchases.ts';

const REFUND_PURCHASE = graphql(`
  mutation RefundPurchase($input: RefundPurchaseInput!) {
    refundPurchase(input: $input) {
      __typename
      ... on RefundedPurchase {
        purchase {
          ...PurchaseLine
          project {
            ...ProjectBalance
          }
        }
      }
      ...Refusal
    }
  }
`);

export interface RefundPurchaseDialogProps {
  readonly purchase: PurchaseLineFragment;
  readonly onClose: () => void;
}

/** Refunds the unspent credits of a purchase. For ADMIN. */
export function RefundPurchaseDialog({ purchase, onClose }: RefundPurchaseDialogProps) {
  const client = useApolloClient();
  const { id, credits, grant, amount } = purchase;
  const unspent = grant?.remaining ?? 0;
  const { send, ...state } = useIdempotentSend(REFUND_PURCHASE, `refund ${id}`, ({ refundPurchase: result }) =>
    result.__typename === 'RefundedPurchase' ? null : result,
  );
  const submit = async (reason: string) => {
    if (!(await send({ purchaseId: id, reason }))) return;
    onClose();
    toastDone(say('purchases.refunded'));
    void client.refetchQueries({ include: [PURCHASES] });
  };
  return (
    <Modal opened onClose={onClose} title={say('purchases.refundThis')}>
      <ReasonedForm
        effects={[
          [
            say('purchases.takenBackPart'),
            say('purchases.partOf', { part: formatCredits(unspent), whole: formatCredits(credits) }),
          ],
          [
            say('purchases.moneyBack'),
            say('purchases.partOf', {
              part: moneyText({ ...amount, minor: Math.floor((amount.minor * unspent) / credits) }),
              whole: moneyText(amount),
            }),
          ],
        ]}
        hint={say('purchases.refundHint')}
        label={say('purchases.refund')}
        {...state}
        onSubmit={(reason) => void submit(reason)}
        onCancel={onClose}
      />
    </Modal>
  );
}
