import { graphql } from '../generated/gql.ts';

/** What a line of a project's history shows. Pushed lines carry the same, so that they can be put into the list. */
export const TRANSACTION_LINE = graphql(`
  fragment TransactionLine on CreditTransaction {
    id
    sequence
    kind
    amount
    balanceAfter
    actor
    note
    createdAt
    grant {
      id
      source
      note
    }
    action {
      id
      kind
      status
      refund {
        id
      }
      prompt
      background
      image {
        id
        url(width: 96)
      }
    }
  }
`);
