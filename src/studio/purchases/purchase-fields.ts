import { graphql } from '../generated/gql.ts';

/** The fields of a purchase in a list. */
export const PURCHASE_LINE = graphql(`
  fragment PurchaseLine on Purchase {
    id
    credits
    amount {
      minor
      currency
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
