import { graphql } from './generated/gql.ts';

export const PERFORM_FIELDS = graphql(`
  fragment Performed on PerformActionResult {
    __typename
    ... on PerformedAction {
      replayed
      action {
        id
        kind
        status
        credits
      }
      transaction {
        sequence
        amount
        balanceAfter
      }
      project {
        id
        balance
      }
    }
    ... on UserError {
      message
    }
    ... on InsufficientCreditsError {
      required
      available
    }
    ... on PriceChangedError {
      credits
      maxCredits
      priceVersion
    }
  }
`);

export const PERFORM_PROMPT = graphql(`
  mutation ClientPerformPrompt($input: PerformPromptInput!) {
    result: performPrompt(input: $input) {
      ...Performed
    }
  }
`);

export const PERFORM_PROMPT_EDIT = graphql(`
  mutation ClientPerformPromptEdit($input: PerformPromptEditInput!) {
    result: performPromptEdit(input: $input) {
      ...Performed
    }
  }
`);

export const PERFORM_BACKGROUND = graphql(`
  mutation ClientPerformBackground($input: PerformBackgroundInput!) {
    result: performBackground(input: $input) {
      ...Performed
    }
  }
`);

export const PERFORM_EXPAND = graphql(`
  mutation ClientPerformExpand($input: PerformExpandInput!) {
    result: performExpand(input: $input) {
      ...Performed
    }
  }
`);

export const GRANT_CREDITS = graphql(`
  mutation ClientGrantCredits($input: GrantCreditsInput!) {
    result: grantCredits(input: $input) {
      __typename
      ... on GrantedCredits {
        replayed
        grant {
          id
          credits
        }
        project {
          id
          balance
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const BALANCE_CHANGED = graphql(`
  subscription ClientBalanceChanged($projectId: ID!, $afterSequence: Int) {
    balanceChanged(projectId: $projectId, afterSequence: $afterSequence) {
      projectId
      balance
      lowBalance
      sequence
    }
  }
`);
