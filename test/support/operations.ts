import { graphql } from './generated/index.ts';

export const written = graphql(`
  fragment Written on CreditTransaction {
    id
    sequence
    kind
    amount
    balanceAfter
    actor
  }
`);

export const refusedCharge = graphql(`
  fragment RefusedCharge on UserError {
    message
    ... on InsufficientCreditsError {
      required
      available
      shortfall
    }
    ... on IdempotencyConflictError {
      idempotencyKey
    }
    ... on ProjectArchivedError {
      archivedAt
    }
  }
`);

export const accepted = graphql(`
  fragment Accepted on PerformActionResult {
    __typename
    ... on PerformedAction {
      action {
        id
      }
    }
    ... on UserError {
      message
    }
  }
`);

/** The operations that many tests send. */
export const createProject = graphql(`
  mutation CreateProject($input: CreateProjectInput!) {
    createProject(input: $input) {
      id
      name
      balance
      sequence
      lowBalanceThreshold
      archivedAt
    }
  }
`);

export const archiveProject = graphql(`
  mutation ArchiveProject($id: ID!) {
    archiveProject(id: $id) {
      id
      archivedAt
    }
  }
`);

export const grantCredits = graphql(`
  mutation GrantCredits($input: GrantCreditsInput!) {
    grantCredits(input: $input) {
      __typename
      ... on GrantedCredits {
        replayed
        grant {
          id
          credits
          remaining
          priority
          expiresAt
          source
          note
        }
        transaction {
          ...Written
        }
        project {
          id
          balance
        }
      }
      ... on UserError {
        message
      }
      ... on BalanceLimitError {
        available
        limit
      }
    }
  }
`);

export const performPrompt = graphql(`
  mutation PerformPrompt($input: PerformPromptInput!) {
    performPrompt(input: $input) {
      __typename
      ... on PerformedAction {
        replayed
        action {
          id
          kind
          status
          credits
          priceVersion
          prompt
        }
        transaction {
          ...Written
        }
        project {
          id
          balance
          sequence
        }
      }
      ...RefusedCharge
    }
  }
`);

export const performPromptEdit = graphql(`
  mutation PerformPromptEdit($input: PerformPromptEditInput!) {
    performPromptEdit(input: $input) {
      ...Accepted
    }
  }
`);

export const performBackground = graphql(`
  mutation PerformBackground($input: PerformBackgroundInput!) {
    performBackground(input: $input) {
      ...Accepted
    }
  }
`);

export const performExpand = graphql(`
  mutation PerformExpand($input: PerformExpandInput!) {
    performExpand(input: $input) {
      ...Accepted
    }
  }
`);

export const cancelAction = graphql(`
  mutation CancelAction($id: ID!) {
    cancelAction(id: $id) {
      __typename
      ... on CanceledAction {
        action {
          id
          status
          refund {
            id
          }
        }
        refund {
          id
          kind
          amount
          actor
        }
      }
      ... on ActionNotCancelableError {
        message
        status
      }
    }
  }
`);

export const action = graphql(`
  query Action($id: ID!) {
    action(id: $id) {
      id
      kind
      status
      credits
      failure {
        code
        message
      }
      source {
        id
      }
      parent {
        id
      }
      image {
        id
        url
        width
        height
        contentType
      }
      charge {
        sequence
        amount
      }
      refund {
        sequence
        amount
        note
        actor
      }
    }
  }
`);

export const ledgerOf = graphql(`
  query LedgerOf($id: ID!, $first: Int, $after: String) {
    project(id: $id) {
      balance
      sequence
      transactions(first: $first, after: $after) {
        nodes {
          sequence
          kind
          amount
          balanceAfter
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const balanceChanged = graphql(`
  subscription BalanceChanged($projectId: ID!, $afterSequence: Int) {
    balanceChanged(projectId: $projectId, afterSequence: $afterSequence) {
      projectId
      balance
      sequence
      lowBalance
      transaction {
        id
        kind
        amount
        balanceAfter
      }
    }
  }
`);

export const actionChanged = graphql(`
  subscription ActionChanged($projectId: ID!) {
    actionChanged(projectId: $projectId) {
      id
      kind
      status
      image {
        id
        width
      }
      refund {
        amount
      }
    }
  }
`);
