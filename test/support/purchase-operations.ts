import { graphql } from './generated/index.ts';

export const publishCreditPacks = graphql(`
  mutation PublishCreditPacks($input: PublishCreditPacksInput!) {
    publishCreditPacks(input: $input) {
      id
      title
      credits
      expiresAfterDays
      amount {
        minor
        currency
        text
      }
    }
  }
`);

export const creditPacks = graphql(`
  query CreditPacks {
    paymentsConfigured
    creditPacks {
      id
      title
    }
  }
`);

export const createCheckout = graphql(`
  mutation CreateCheckout($input: CreateCheckoutInput!) {
    createCheckout(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on Checkout {
        url
        expiresAt
        replayed
        purchase {
          id
          status
        }
      }
    }
  }
`);

export const purchaseChanged = graphql(`
  subscription PurchaseChanged($projectId: ID!) {
    purchaseChanged(projectId: $projectId) {
      id
      status
    }
  }
`);

export const purchaseOf = graphql(`
  query PurchaseOf($id: ID!) {
    purchase(id: $id) {
      id
      status
      credits
      source
      reversedCredits
      unrecoveredCredits
      receiptUrl
      actor
      paidAt
      amount {
        text
      }
      failure {
        code
        message
      }
      grant {
        id
        source
        credits
        remaining
        expiresAt
      }
      project {
        id
        balance
      }
    }
  }
`);

export const purchasesOf = graphql(`
  query PurchasesOf($id: ID!) {
    project(id: $id) {
      balance
      purchases {
        nodes {
          id
          status
          source
        }
      }
      transactions(first: 100) {
        nodes {
          kind
          amount
          grant {
            id
          }
        }
      }
    }
  }
`);

export const purchasePage = graphql(`
  query PurchasePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    project(id: $id) {
      purchases(first: $first, after: $after, last: $last, before: $before) {
        nodes {
          id
        }
        pageInfo {
          startCursor
          endCursor
          hasNextPage
          hasPreviousPage
        }
      }
    }
  }
`);

export const refundPurchase = graphql(`
  mutation RefundPurchase($input: RefundPurchaseInput!) {
    refundPurchase(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on RefundedPurchase {
        replayed
        purchase {
          status
          reversedCredits
        }
      }
    }
  }
`);

export const setAutoTopUp = graphql(`
  mutation SetAutoTopUp($input: SetAutoTopUpInput!) {
    setAutoTopUp(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

export const autoTopUpOf = graphql(`
  query AutoTopUpOf($id: ID!) {
    project(id: $id) {
      balance
      autoTopUp {
        threshold
        state
        nextAttemptAt
        failure {
          code
          message
        }
        creditPack {
          id
        }
        monthlyLimit {
          text
        }
        spentThisMonth {
          text
        }
      }
    }
  }
`);

export const createBillingPortal = graphql(`
  mutation CreateBillingPortal($input: CreateBillingPortalInput!) {
    createBillingPortal(input: $input) {
      url
    }
  }
`);
