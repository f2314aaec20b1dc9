import { graphql } from '../generated/gql.ts';

/** A purchase as a line of a list tells it. */
export const PURCHASE_LINE = graphql(`
  fragment PurchaseLine on Purchase {
    id
    credits
    amount {
      minor
      currency
      text
    }
    source
    status
    reversedCredits
    unrecoveredCredits
    receiptUrl
    failure {
      code
      message
    }
    grant {
      id
      remaining
    }
    actor
    createdAt
    paidAt
  }
`);
