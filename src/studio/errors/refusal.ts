import { formatCredits, formatInstant } from '../language/formats.ts';
import { graphql } from '../generated/gql.ts';
import type { RefusalFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { type Sentence, sentenceOf } from './error-sentence.ts';

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
        title: say('errors.insufficient'),
        detail: say('errors.insufficientDetail', {
          required: formatCredits(refusal.required),
          available: formatCredits(refusal.available),
          shortfall: formatCredits(refusal.shortfall),
        }),
      };
    case 'CreditCapReachedError':
      return {
        title: say('errors.capReached', { per: refusal.per }),
        detail: say('errors.capReachedDetail', {
          spent: formatCredits(refusal.spent),
          credits: formatCredits(refusal.credits),
          at: formatInstant(refusal.resetsAt),
        }),
      };
    case 'PriceChangedError':
    case 'PriceListInForceError':
      return priceSentence(refusal);
    case 'BalanceLimitError':
      return {
        title: say('errors.balanceLimit'),
        detail: say('errors.balanceLimitDetail', {
          available: formatCredits(refusal.available),
          limit: formatCredits(refusal.limit),
        }),
      };
    case 'InvalidGrantError':
    case 'InvalidBatchItemError':
    case 'BatchRefusedError':
      return sentenceOfMany(refusal);
    case 'ProjectArchivedError':
    case 'AlreadyRefundedError':
      return sentenceOfPast(refusal);
    case 'ImageNotReadyError':
    case 'PaymentsNotConfiguredError':
    case 'NoPaymentMethodError':
    case 'PurchaseNotRefundableError':
    case 'NoSubjectError':
    case 'ActionNotCancelableError':
    case 'IdempotencyConflictError':
      return sentenceOf(FIXED_SENTENCES[refusal.__typename]);
    case 'NoChangeError':
      return { title: say('errors.noChange'), detail: refusal.message }; // the engine names the words that it did not understand
    default:
      return unknownRefusal(refusal);
  }
}

const FIXED_SENTENCES = {
  ImageNotReadyError: 'errors.imageNotReady',
  PaymentsNotConfiguredError: 'errors.noPayments',
  NoPaymentMethodError: 'errors.noCard',
  PurchaseNotRefundableError: 'errors.nothingToRefund',
  NoSubjectError: 'errors.noSubject',
  ActionNotCancelableError: 'errors.notCancelable',
  IdempotencyConflictError: 'errors.conflict',
} as const;

type PastRefusal = Extract<RefusalFragment, { __typename: 'ProjectArchivedError' | 'AlreadyRefundedError' }>;

/** Of what happened before. */
function sentenceOfPast(refusal: PastRefusal): Sentence {
  switch (refusal.__typename) {
    case 'ProjectArchivedError':
      return {
        title: say('errors.archived'),
        detail: say('errors.archivedDetail', { at: formatInstant(refusal.archivedAt) }),
      };
    case 'AlreadyRefundedError':
      return {
        title: say('errors.alreadyRefunded'),
        detail: say('errors.alreadyRefundedDetail', {
          amount: formatCredits(refusal.refund.amount),
          at: formatInstant(refusal.refund.createdAt),
        }),
      };
  }
}

type PriceRefusal = Extract<RefusalFragment, { __typename: 'PriceChangedError' | 'PriceListInForceError' }>;

function priceSentence(refusal: PriceRefusal): Sentence {
  if (refusal.__typename === 'PriceChangedError') {
    return {
      title: say('errors.priceChanged'),
      detail: say('errors.priceChangedDetail', {
        credits: formatCredits(refusal.credits),
        maxCredits: formatCredits(refusal.maxCredits),
      }),
    };
  }
  return {
    title: say('errors.priceInForce'),
    detail: say('errors.priceInForceDetail', { at: formatInstant(refusal.effectiveAt) }),
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
        title: say('errors.invalidGrant'),
        detail: say('errors.invalidGrantDetail', { field: refusal.field }),
      };
    case 'InvalidBatchItemError':
      return {
        title: say('errors.invalidItem'),
        detail: say('errors.invalidItemDetail', { field: refusal.field }),
      };
    case 'BatchRefusedError':
      return sentenceOf('errors.batchRefused');
  }
}

function unknownRefusal(refusal: never): Sentence {
  const { message } = refusal as { message: string }; // added to the API since this page was built
  return { title: say('errors.refused'), detail: say('errors.problems', { problems: message }) };
}
