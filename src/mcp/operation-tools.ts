import type { ToolAnnotations } from '@modelcontextprotocol/server';

/** A tool that is one operation of the schema. */
export interface OperationTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly annotations: ToolAnnotations;
  /** With one operation, which has one root field. */
  readonly operation: string;
}

const READS: ToolAnnotations = { readOnlyHint: true, openWorldHint: false };
const PERFORMS: ToolAnnotations = { destructiveHint: false, idempotentHint: true, openWorldHint: false };

const CHARGED =
  'Charges credits when it is accepted, and answers at once with the action QUEUED: pass its id to wait_for_action to ' +
  'get the picture. Choose one idempotencyKey for one intent and send the same one when you repeat the call: it is then ' +
  'charged once only. A failed action is refunded by itself.';

const MADE_PICTURE =
  'imageId may be the image.id that wait_for_action gives for an action that made a picture, so no upload is needed.';

const PROJECT = 'id name balance lowBalanceThreshold lastActivityAt archivedAt';

function performing(field: string, input: string): string {
  return `mutation Perform($input: ${input}!) {
    ${field}(input: $input) {
      __typename
      ... on PerformedAction {
        action { id kind status credits priceVersion createdAt }
        transaction { id amount balanceAfter sequence }
        project { id name balance }
        replayed
      }
      ... on UserError { message }
      ... on InsufficientCreditsError { required available shortfall }
      ... on IdempotencyConflictError { idempotencyKey }
      ... on CreditCapReachedError { credits per spent resetsAt }
      ... on ProjectArchivedError { archivedAt }
    }
  }`;
}

export const OPERATION_TOOLS: readonly OperationTool[] = [
  {
    name: 'ask_documentation',
    title: 'Ask the documentation',
    description:
      'Answers a question about Darkroom with sentences of its documentation, word for word, and the prices that hold now. ' +
      'Needs no key; with one, it tells the balances of its projects. Where answerable is false the documentation does not say.',
    annotations: READS,
    operation: `query AskDocumentation($question: String!, $goal: String, $projectId: ID) {
      ask(question: $question, goal: $goal, projectId: $projectId) {
        question answerable text
        facts { text at }
        excerpts { page heading text url score }
        sources { title url }
        followUps answeredBy docsVersion priceVersion
      }
    }`,
  },
  {
    name: 'list_projects',
    title: 'Projects',
    description: 'Lists the projects that your key has access to, with id, name and balance. Start here.',
    annotations: READS,
    operation: `query ListProjects($first: Int, $after: String, $search: String) {
      projects(first: $first, after: $after, search: $search) {
        nodes { ${PROJECT} }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  },
  {
    name: 'get_balance',
    title: 'Balance',
    description:
      'Returns the current credit balance of a project, and its grants in the order in which they are spent.',
    annotations: READS,
    operation: `query GetBalance($projectId: ID!) {
      project(id: $projectId) {
        ${PROJECT}
        sequence
        grants { id source credits remaining priority expiresAt }
      }
    }`,
  },
  {
    name: 'quote',
    title: 'Quote',
    description:
      'Tells what actions would cost together and whether the balance covers them. Ask it before you perform.',
    annotations: READS,
    operation: `query Quote($projectId: ID!, $kinds: [ActionKind!]!) {
      project(id: $projectId) {
        id
        quote(kinds: $kinds) { credits affordable balance balanceAfter shortfall priceVersion }
      }
    }`,
  },
  {
    name: 'list_transactions',
    title: 'History',
    description:
      'Lists the credit transactions of a project, newest first: every charge, refund, grant and expiry with its amount, ' +
      'the balance that it left, who asked for it, and the action.',
    annotations: READS,
    operation: `query ListTransactions($projectId: ID!, $first: Int, $after: String, $filter: CreditTransactionFilter) {
      project(id: $projectId) {
        id
        balance
        transactions(first: $first, after: $after, filter: $filter) {
          nodes { id sequence kind amount balanceAfter createdAt actor note action { id kind status } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }`,
  },
  {
    name: 'perform_prompt',
    title: 'Prompt',
    description: `Makes a first picture. No upload is needed. ${CHARGED}`,
    annotations: PERFORMS,
    operation: performing('performPrompt', 'PerformPromptInput'),
  },
  {
    name: 'perform_prompt_edit',
    title: 'Prompt (Edit)',
    description: `Refines the prompt of an earlier picture: actionId is the id of the action that made it. ${CHARGED}`,
    annotations: PERFORMS,
    operation: performing('performPromptEdit', 'PerformPromptEditInput'),
  },
  {
    name: 'perform_background',
    title: 'Background',
    description: `Puts a picture before another background. ${MADE_PICTURE} ${CHARGED}`,
    annotations: PERFORMS,
    operation: performing('performBackground', 'PerformBackgroundInput'),
  },
  {
    name: 'perform_expand',
    title: 'Expand',
    description: `Widens the frame of a picture. ${MADE_PICTURE} ${CHARGED}`,
    annotations: PERFORMS,
    operation: performing('performExpand', 'PerformExpandInput'),
  },
  {
    name: 'cancel_action',
    title: 'Cancel',
    description: 'Cancels an action that is still QUEUED, and refunds it.',
    annotations: { ...PERFORMS, destructiveHint: true },
    operation: `mutation CancelAction($id: ID!) {
      cancelAction(id: $id) {
        __typename
        ... on CanceledAction { action { id kind status } refund { id amount balanceAfter } }
        ... on UserError { message }
        ... on ActionNotCancelableError { status }
      }
    }`,
  },
];
