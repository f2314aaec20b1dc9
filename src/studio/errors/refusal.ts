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
      return sentenceOf('errors.insufficient', {
        required: formatCredits(refusal.required),
        available: formatCredits(refusal.available),
        shortfall: formatCredits(refusal.shortfall),
      });
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
      return sentenceOf('errors.priceChanged', {
        credits: formatCredits(refusal.credits),
        maxCredits: formatCredits(refusal.maxCredits),
      });
    case 'PriceListInForceError':
      return sentenceOf('errors.priceInForce', { at: formatInstant(refusal.effectiveAt) });
    case 'BalanceLimitError':
      return sentenceOf('errors.balanceLimit', {
        available: formatCredits(refusal.available),
        limit: formatCredits(refusal.limit),
      });
    case 'InvalidGrantError':
      return sentenceOf('errors.invalidGrant', { field: refusal.field });
    case 'InvalidBatchItemError':
      return sentenceOf('errors.invalidItem', { field: refusal.field });
    case 'ProjectArchivedError':
      return sentenceOf('errors.archived', { at: formatInstant(refusal.archivedAt) });
    case 'AlreadyRefundedError':
      return sentenceOf('errors.alreadyRefunded', {
        amount: formatCredits(refusal.refund.amount),
        at: formatInstant(refusal.refund.createdAt),
      });
    case 'NoChangeError':
      return { title: say('errors.noChange'), detail: refusal.message }; // the engine names the words that it did not understand
    case 'BatchRefusedError':
    case 'ImageNotReadyError':
    case 'PaymentsNotConfiguredError':
    case 'NoPaymentMethodError':
    case 'PurchaseNotRefundableError':
    case 'NoSubjectError':
    case 'ActionNotCancelableError':
    case 'IdempotencyConflictError':
      return sentenceOf(FIXED_SENTENCES[refusal.__typename]);
    default:
      return unknownRefusal(refusal);
  }
}

const FIXED_SENTENCES = {
  BatchRefusedError: 'errors.batchRefused',
  ImageNotReadyError: 'errors.imageNotReady',
  PaymentsNotConfiguredError: 'errors.noPayments',
  NoPaymentMethodError: 'errors.noCard',
  PurchaseNotRefundableError: 'errors.nothingToRefund',
  NoSubjectError: 'errors.noSubject',
  ActionNotCancelableError: 'errors.notCancelable',
  IdempotencyConflictError: 'errors.conflict',
} as const;

function unknownRefusal(refusal: never): Sentence {
  const { message } = refusal as { message: string }; // added to the API since this page was built
  return { title: say('errors.refused'), detail: say('errors.problems', { problems: message }) };
}
