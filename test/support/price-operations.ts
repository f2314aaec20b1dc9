import { graphql } from './generated/index.ts';

export const publishPriceList = graphql(`
  mutation PublishPriceList($input: PublishPriceListInput!) {
    publishPriceList(input: $input) {
      version
      effectiveAt
      publishedBy
      prices {
        kind
        credits
      }
    }
  }
`);
export const withdrawPriceList = graphql(`
  mutation WithdrawPriceList($version: Int!) {
    withdrawPriceList(version: $version) {
      __typename
      ... on WithdrawnPriceList {
        priceList {
          version
          withdrawnAt
        }
      }
      ... on PriceListInForceError {
        message
        effectiveAt
      }
    }
  }
`);
export const prices = graphql(`
  query Prices($at: DateTime, $project: ID!) {
    priceList(at: $at) {
      version
    }
    priceLists(first: 3) {
      version
      effectiveAt
    }
    project(id: $project) {
      quote(kinds: [PROMPT]) {
        credits
        priceVersion
      }
    }
  }
`);
export const performWithMax = graphql(`
  mutation PerformWithMax($input: PerformPromptInput!) {
    performPrompt(input: $input) {
      __typename
      ... on PerformedAction {
        replayed
        action {
          credits
          priceVersion
        }
      }
      ... on PriceChangedError {
        message
        credits
        maxCredits
        priceVersion
      }
    }
  }
`);
export const priceAudit = graphql(`
  query PriceAudit {
    auditLog(first: 2) {
      nodes {
        act
        actor
        subjectId
        changes {
          field
          before
          after
        }
      }
    }
  }
`);
