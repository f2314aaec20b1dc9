/** A charge over HTTP, with everything in the answer that a page shows of it. */
export const PERFORM_PROMPT = `mutation PerformPrompt($input: PerformPromptInput!) {
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
        id
        sequence
        kind
        amount
        balanceAfter
        actor
      }
      project {
        id
        balance
        sequence
      }
    }
    ... on UserError {
      message
    }
    ... on InsufficientCreditsError {
      required
      available
      shortfall
    }
  }
}`;

export const PROMPT = 'A silver necklace on marble, soft light';
