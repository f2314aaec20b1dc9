import { graphql } from '../generated/gql.ts';

export const BALANCE_CHANGED = graphql(`
  subscription BalanceChanged($projectId: ID!, $afterSequence: Int) {
    balanceChanged(projectId: $projectId, afterSequence: $afterSequence) {
      projectId
      balance
      sequence
      transaction {
        ...TransactionLine
      }
    }
  }
`);

/** What every response about a project's balance asks for: the sequence tells which of two is newer. */
export const PROJECT_BALANCE = graphql(`
  fragment ProjectBalance on Project {
    id
    balance
    sequence
    lowBalanceThreshold
  }
`);
