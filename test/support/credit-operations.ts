import { graphql } from './generated/index.ts';

/** What administrators do with credits, beside granting them. */
export const refundAction = graphql(`
  mutation RefundAction($input: RefundActionInput!) {
    refundAction(input: $input) {
      __typename
      ... on RefundedAction {
        replayed
        action {
          id
          status
          finishedAt
          image {
            id
          }
        }
        transaction {
          id
          kind
          amount
          balanceAfter
          actor
          note
        }
        project {
          balance
        }
      }
      ... on UserError {
        message
      }
      ... on AlreadyRefundedError {
        refund {
          id
          note
        }
      }
      ... on IdempotencyConflictError {
        idempotencyKey
      }
    }
  }
`);

export const revokeGrant = graphql(`
  mutation RevokeGrant($input: RevokeGrantInput!) {
    revokeGrant(input: $input) {
      __typename
      ... on RevokedGrant {
        replayed
        grant {
          id
          credits
          remaining
          revokedAt
        }
        transaction {
          id
          kind
          amount
          note
          grant {
            id
          }
        }
        project {
          balance
        }
      }
      ... on UserError {
        message
      }
      ... on IdempotencyConflictError {
        idempotencyKey
      }
    }
  }
`);

export const transferCredits = graphql(`
  mutation TransferCredits($input: TransferCreditsInput!) {
    transferCredits(input: $input) {
      __typename
      ... on TransferredCredits {
        replayed
        outgoing {
          id
          kind
          amount
          counterpart {
            id
          }
        }
        incoming {
          id
          kind
          amount
          draws {
            credits
            grant {
              source
              priority
              expiresAt
            }
          }
          counterpart {
            id
          }
        }
        from {
          id
          balance
        }
        to {
          id
          balance
        }
      }
      ...RefusedCharge
    }
  }
`);

export const setAllowance = graphql(`
  mutation SetAllowance($input: SetAllowanceInput!) {
    setAllowance(input: $input) {
      balance
      allowance {
        credits
        every
        rollover
        rolloverCap
        timeZone
        startAt
        nextAt
        lastGrant {
          credits
          remaining
        }
      }
    }
  }
`);

export const ledgerCheck = graphql(`
  query LedgerCheck($projectId: ID) {
    ledgerCheck(projectId: $projectId) {
      ok
      projects
      transactions
      problems {
        projectId
        sequence
        code
        message
      }
      checkedAt
    }
  }
`);
