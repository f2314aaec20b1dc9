import { formatCredits, formatInstant } from '../language/formats.ts';
import { graphql } from '../generated/gql.ts';
import type { RefusalFragment } from '../generated/graphql.ts';
import type { Sentence } from './error-sentence.ts';

/** Spread into the result of every mutation that the rules of the domain may refuse. */
export const REFUSAL = graphql(`
  fragment Refusal on UserError {
    __typename
    message
    ... on InsufficientCreditsError {
      required
      available
      shortfall
    }
    ... on CreditCapReachedError {
      credits
      per
      spent
      resetsAt
    }
    ... on PriceChangedError {
      credits
      maxCredits
      priceVersion
    }
    ... on PriceListInForceError {
      effectiveAt
    }
    ... on InvalidGrantError {
      field
    }
    ... on InvalidBatchItemError {
      field
    }
    ... on BalanceLimitError {
      available
      limit
    }
    ... on ActionNotCancelableError {
      status
    }
    ... on ProjectArchivedError {
      archivedAt
    }
    ... on AlreadyRefundedError {
      refund {
        amount
        createdAt
      }
    }
  }
`);

/** Every refusal in words. One that this page does not know yet says what the server says of it. */
export function refusalSentence(refusal: RefusalFragment): Sentence {
  switch (refusal.__typename) {
    case 'InsufficientCreditsError':
      return {
        title: 'Not enough credits.',
        detail: `Nothing was charged. This takes ${formatCredits(refusal.required)}, and the project has ${formatCredits(refusal.available)}: ${formatCredits(refusal.shortfall)} more are needed.`,
      };
    case 'CreditCapReachedError':
      return {
        title: `Your key has reached its cap for this ${refusal.per === 'DAY' ? 'day' : 'month'}.`,
        detail: `Nothing was charged. ${formatCredits(refusal.spent)} of ${formatCredits(refusal.credits)} are spent; it begins anew on ${formatInstant(refusal.resetsAt)}. An admin can make a key with a higher cap.`,
      };
    case 'PriceChangedError':
    case 'PriceListInForceError':
      return priceSentence(refusal);
    case 'BalanceLimitError':
      return {
        title: 'That is more than a project can hold.',
        detail: `Nothing was changed. The project has ${formatCredits(refusal.available)}, and at the most ${formatCredits(refusal.limit)} fit in.`,
      };
    case 'InvalidGrantError':
    case 'InvalidBatchItemError':
    case 'BatchRefusedError':
      return sentenceOfMany(refusal);
    case 'ProjectArchivedError':
      return {
        title: 'This project is archived.',
        detail: `Nothing was charged. Since ${formatInstant(refusal.archivedAt)} it takes no actions and no credits; choose or make another project.`,
      };
    case 'AlreadyRefundedError':
      return {
        title: 'This has been refunded before.',
        detail: `Nothing was changed. ${formatCredits(refusal.refund.amount)} came back on ${formatInstant(refusal.refund.createdAt)}.`,
      };
    case 'ImageNotReadyError':
    case 'PaymentsNotConfiguredError':
    case 'NoPaymentMethodError':
    case 'PurchaseNotRefundableError':
    case 'NoSubjectError':
      return FIXED_SENTENCES[refusal.__typename];
    case 'NoChangeError':
      return { title: 'This would change nothing.', detail: refusal.message }; // only the engine knows which words it did not understand
    case 'ActionNotCancelableError':
      return {
        title: 'Too late to cancel.',
        detail: 'Nothing was changed. The action has begun or ended; if it fails, its credits come back by themselves.',
      };
    case 'IdempotencyConflictError':
      return {
        title: 'This was sent before with other words.',
        detail: 'Nothing was charged this time. Look at the history for what was, then submit again.',
      };
    default:
      return unknownRefusal(refusal);
  }
}

const FIXED_SENTENCES = {
  ImageNotReadyError: {
    title: 'The picture to start from is not there yet.',
    detail: 'Nothing was charged. Wait until it is finished, or start from another one.',
  },
  PaymentsNotConfiguredError: {
    title: 'Credits cannot be bought here.',
    detail: 'Nothing was charged. Ask an admin of your workspace for credits.',
  },
  NoPaymentMethodError: {
    title: 'There is no card to charge yet.',
    detail: 'Nothing was changed. Buy a pack once, and let the card be kept for later.',
  },
  PurchaseNotRefundableError: {
    title: 'There is nothing to refund.',
    detail: 'Nothing was changed. The purchase was not paid, or all of it is spent or refunded.',
  },
  NoSubjectError: {
    title: 'No subject was found.',
    detail: 'Nothing was charged. Paint with the brush what to keep.',
  },
} as const satisfies Record<string, Sentence>;

type PriceRefusal = Extract<RefusalFragment, { __typename: 'PriceChangedError' | 'PriceListInForceError' }>;

function priceSentence(refusal: PriceRefusal): Sentence {
  if (refusal.__typename === 'PriceChangedError') {
    return {
      title: 'The price has changed.',
      detail: `Nothing was charged. This costs ${formatCredits(refusal.credits)} now, not ${formatCredits(refusal.maxCredits)}. Perform it again to accept the new price.`,
    };
  }
  return {
    title: 'Too late to take it back.',
    detail: `Nothing was changed. The list is in force from ${formatInstant(refusal.effectiveAt)} on; publish another one instead.`,
  };
}

type RefusalOfMany = Extract<
  RefusalFragment,
  { __typename: 'InvalidGrantError' | 'InvalidBatchItemError' | 'BatchRefusedError' }
>;

/** Of one among many that were sent together. */
function sentenceOfMany(refusal: RefusalOfMany): Sentence {
  switch (refusal.__typename) {
    case 'InvalidGrantError':
      return {
        title: 'This grant cannot be made as it is.',
        detail: `Nothing was granted. Look at ${refusal.field}, and send it again.`,
      };
    case 'InvalidBatchItemError':
      return {
        title: 'This item cannot be performed as it is.',
        detail: `Nothing was charged for it. Look at ${refusal.field}, and send it again.`,
      };
    case 'BatchRefusedError':
      return {
        title: 'Another item of the batch was refused.',
        detail: 'Nothing was charged. Mend or leave out that item, then send the batch again.',
      };
  }
}

function unknownRefusal(refusal: never): Sentence {
  const { message } = refusal as { message: string }; // added to the API since this page was built
  return { title: 'This was refused.', detail: `Nothing was changed. ${message}` };
}
