/** Every root field of the API and every look-up by id, each as one operation that a client could send. */
import { PUBLISHED_ACTIONS } from '../../src/prices/published-actions.ts';
import { createAccessToken } from './access-operations.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { RECEIVER, type Things } from './make-things.ts';
import { shareOperations } from './whole-shares.ts';
import { pictureOperations } from './whole-pictures.ts';
import { purchaseOperations } from './whole-purchases.ts';
import { until } from './until.ts';
import type { Operation } from './whole-operation.ts';

/** Published again they change nothing. */
const FIRST_PRICES = PUBLISHED_ACTIONS.map(({ kind, firstCredits }) => ({ kind, credits: firstCredits }));

/** By the name of the root field. */
export function rootOperations(things: Things): Record<string, Operation> {
  const { prj, act, img, grt, key, pck, pur, whe, whd, other } = things;
  const perform = { projectId: prj, idempotencyKey: 'walk' };
  const withInput = (field: string, type: string, input: object, names: Operation['names']): Operation => ({
    text: `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`,
    variables: { input },
    names,
  });
  const withId = (kind: string, field: string, id: string, names: Operation['names'], argument = 'id'): Operation => ({
    text: `${kind} ($id: ID!) { ${field}(${argument}: $id) { __typename } }`,
    variables: { id },
    names,
  });
  const plain = (field: string, kind = 'query'): Operation => {
    return { text: `${kind} { ${field} { __typename } }`, variables: {}, names: 'nothing' };
  };
  return {
    action: withId('query', 'action', act, 'a project'),
    apiKeys: plain('apiKeys'),
    engines: plain('engines'),
    engineUsage: plain('engineUsage(from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z")'),
    spending: plain('spending(from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z")'),
    ask: withId('query', 'ask', prj, 'a project', 'question: "what is my balance", projectId'),
    auditLog: plain('auditLog'),
    ledgerCheck: withId('query', 'ledgerCheck', prj, 'a project', 'projectId'),
    node: withId('query', 'node', prj, 'a project'),
    setMailAlerts: plain('setMailAlerts(alerts: [])', 'mutation'),
    priceList: plain('priceList'),
    priceLists: plain('priceLists'),
    project: withId('query', 'project', prj, 'a project'),
    projects: plain('projects'),
    unansweredQuestions: plain('unansweredQuestions'),
    viewer: plain('viewer'),
    archiveProject: withId('mutation', 'archiveProject', prj, 'a project'),
    cancelAction: withId('mutation', 'cancelAction', act, 'a project'),
    createAccessToken: withInput(
      'createAccessToken',
      'CreateAccessTokenInput',
      { subject: 'maria', role: 'VIEWER', projectIds: [prj] },
      'a project',
    ),
    createApiKey: withInput('createApiKey', 'CreateApiKeyInput', { name: `beside ${key}`, role: 'VIEWER' }, 'nothing'),
    createImageUpload: withInput(
      'createImageUpload',
      'CreateImageUploadInput',
      { projectId: prj, contentType: 'image/png', bytes: 1 },
      'a project',
    ),
    findSubject: withInput('findSubject', 'FindSubjectInput', { imageId: img }, 'a project'),
    createProject: withInput('createProject', 'CreateProjectInput', { name: 'x' }, 'nothing'),
    grantCredits: withInput('grantCredits', 'GrantCreditsInput', { ...perform, credits: 1 }, 'a project'),
    // Each grant is refused for itself.
    grantCreditsToMany: withInput(
      'grantCreditsToMany',
      'GrantCreditsToManyInput',
      { grants: [{ ...perform, idempotencyKey: 'walk of many', credits: 1 }] },
      'nothing',
    ),
    performBackground: withInput(
      'performBackground',
      'PerformBackgroundInput',
      { ...perform, imageId: img, background: 'a beach at dawn' },
      'a project',
    ),
    performBatch: withInput(
      'performBatch',
      'PerformBatchInput',
      {
        projectId: prj,
        mode: 'ALL_OR_NOTHING',
        items: [{ expand: { idempotencyKey: 'walk of a batch', imageId: img, left: 100 } }],
      },
      'a project',
    ),
    performExpand: withInput(
      'performExpand',
      'PerformExpandInput',
      { ...perform, imageId: img, left: 100 },
      'a project',
    ),
    performPrompt: withInput('performPrompt', 'PerformPromptInput', { ...perform, prompt: 'a pearl' }, 'a project'),
    performPromptEdit: withInput(
      'performPromptEdit',
      'PerformPromptEditInput',
      { ...perform, actionId: act, prompt: 'a pearl in the rain' },
      'a project',
    ),
    refundAction: withInput(
      'refundAction',
      'RefundActionInput',
      { actionId: act, idempotencyKey: 'walk', reason: 'x' },
      'a project',
    ),
    revokeGrant: withInput(
      'revokeGrant',
      'RevokeGrantInput',
      { grantId: grt, idempotencyKey: 'walk', reason: 'x' },
      'a project',
    ),
    transferCredits: withInput(
      'transferCredits',
      'TransferCreditsInput',
      { fromProjectId: prj, toProjectId: other, credits: 1, idempotencyKey: 'walk' },
      'a project',
    ),
    ...pictureOperations(things, withId),
    ...shareOperations(things, withId),
    ...purchaseOperations({ prj, pck, pur }, withInput),
    setAllowance: withInput('setAllowance', 'SetAllowanceInput', { projectId: prj, allowance: null }, 'a project'),
    publishPriceList: withInput('publishPriceList', 'PublishPriceListInput', { prices: FIRST_PRICES }, 'nothing'),
    withdrawPriceList: { ...plain('x'), text: 'mutation { withdrawPriceList(version: 1) { __typename } }' },
    rateAnswer: withInput('rateAnswer', 'RateAnswerInput', { question: 'who are you', isHelpful: false }, 'nothing'),
    revokeApiKey: withId('mutation', 'revokeApiKey', key, 'the workspace'),
    createSignInLink: withId('mutation', 'createSignInLink', key, 'the workspace', 'apiKeyId'),
    revokeSignInLink: withId('mutation', 'revokeSignInLink', key, 'the workspace', 'apiKeyId'),
    setApiKeyEmail: withId('mutation', 'setApiKeyEmail', key, 'the workspace'),
    updateProject: withInput('updateProject', 'UpdateProjectInput', { id: prj, name: 'y' }, 'a project'),
    webhookEndpoints: plain('webhookEndpoints'),
    createWebhookEndpoint: withInput(
      'createWebhookEndpoint',
      'CreateWebhookEndpointInput',
      { url: RECEIVER, events: ['CREDITS_EXPIRED'] },
      'nothing',
    ),
    updateWebhookEndpoint: withInput(
      'updateWebhookEndpoint',
      'UpdateWebhookEndpointInput',
      { id: whe, enabled: true },
      'the workspace',
    ),
    rotateWebhookSecret: withId('mutation', 'rotateWebhookSecret', whe, 'the workspace'),
    sendTestWebhook: withId('mutation', 'sendTestWebhook', whe, 'the workspace'),
    redeliverWebhook: withId('mutation', 'redeliverWebhook', whd, 'the workspace', 'deliveryId'),
    deleteWebhookEndpoint: {
      text: 'mutation ($id: ID!) { deleteWebhookEndpoint(id: $id) }',
      variables: { id: whe },
      names: 'the workspace',
    },
    actionChanged: withId('subscription', 'actionChanged', prj, 'a project', 'projectId'),
    purchaseChanged: withId('subscription', 'purchaseChanged', prj, 'a project', 'projectId'),
    balanceChanged: withId('subscription', 'balanceChanged', prj, 'a project', 'projectId'),
  };
}

/** By the prefix of the id. A comment does not implement Node. */
export function nodeOperations({ other: _other, cmt: _comment, ...things }: Things): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(things).map(([prefix, id]) => [
      prefix,
      {
        text: 'query ($id: ID!) { node(id: $id) { __typename id } }',
        variables: { id },
        names: ['key', 'wsp', 'pck', 'whe', 'whd', 'pst'].includes(prefix) ? 'the workspace' : 'a project',
      },
    ]),
  );
}

/**
 * How an operation went: the code of its first error; "nothing" where all that it asked for is null; "done" otherwise.
 * `change` changes the project that a subscription watches: some say nothing until then.
 */
export async function outcomeOf(
  client: GraphqlClient,
  { text, variables }: Operation,
  change: () => Promise<unknown>,
): Promise<string> {
  if (text.startsWith('subscription')) return outcomeOfSubscription(client, { text, variables }, change);
  const { data, errors } = await client.ask<Record<string, unknown>, object>(text, variables);
  const isNothing = Object.values(data ?? {}).every((value) => value === null);
  return errors?.[0]?.extensions.code ?? (isNothing ? 'nothing' : 'done');
}

async function outcomeOfSubscription(
  client: GraphqlClient,
  { text, variables }: Omit<Operation, 'names'>,
  change: () => Promise<unknown>,
): Promise<string> {
  const events = client.socket.iterate({ query: text, variables });
  let outcome: string | null = null;
  events.next().then(
    ({ value }) => (outcome = String(value?.errors?.[0]?.extensions?.['code'] ?? 'done')),
    (error: unknown) => {
      const isRefused = error instanceof Object && 'code' in error && error.code === 4403;
      outcome = isRefused ? 'UNAUTHENTICATED' : String(error);
    },
  );
  const seen = await until(async () => {
    if (outcome === null) await change();
    return outcome;
  });
  await events.return?.();
  return seen;
}

/** A token of the caller's, for one project. */
export async function tokenOf(admin: GraphqlClient, projectId: string): Promise<string> {
  const input = { subject: 'maria', role: 'VIEWER' as const, projectIds: [projectId], ttlSeconds: 60 };
  return (await admin.send(createAccessToken, { input })).createAccessToken.token;
}
