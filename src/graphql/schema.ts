import 'reflect-metadata';
import { assertValidSchema, type GraphQLSchema, isAbstractType } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { AccessTokenResolver } from './access-token.resolver.ts';
import { ActionResolver } from './action.resolver.ts';
import { AllowanceGrantResolver, AllowanceResolver } from './allowance.resolver.ts';
import { ApiKeyResolver } from './api-key.resolver.ts';
import { AskResolver } from './ask.resolver.ts';
import { AuditResolver } from './audit.resolver.ts';
import { CommentResolver, ImageCommentsResolver, ImageFeedbackResolver } from './comment.resolver.ts';
import { CreditGrantResolver, CreditTransactionResolver } from './credit-transaction.resolver.ts';
import { EngineResolver } from './engine.resolver.ts';
import { SubjectResolver } from './subject.resolver.ts';
import { GrantResolver } from './grant.resolver.ts';
import { ImageResolver } from './image.resolver.ts';
import { LiveResolver } from './live.resolver.ts';
import { MailAlertsResolver } from './mail-alerts.resolver.ts';
import { NodeResolver } from './node.resolver.ts';
import { PerformBatchResolver } from './perform-batch.resolver.ts';
import { PerformResolver } from './perform.resolver.ts';
import { PresetResolver } from './preset.resolver.ts';
import { PriceResolver } from './price.resolver.ts';
import { AutoTopUpResolver, ProjectTopUpResolver } from './auto-top-up.resolver.ts';
import { CreditPackResolver } from './credit-pack.resolver.ts';
import { ProjectPurchasesResolver, PurchaseResolver } from './purchase.resolver.ts';
import { ProjectArchiveResolver } from './project-archive.resolver.ts';
import { ProjectFiguresResolver } from './project-figures.resolver.ts';
import { ProjectListsResolver } from './project-lists.resolver.ts';
import { PromptExampleResolver } from './prompt-example.resolver.ts';
import { ProjectResolver } from './project.resolver.ts';
import { checkRule } from './rules.ts';
import { takeTurns } from './execution/take-turns.ts';
import { RefundResolver } from './refund.resolver.ts';
import { RevokeResolver } from './revoke.resolver.ts';
import { TransferResolver } from './transfer.resolver.ts';
import { LedgerCheckResolver } from './ledger-check.resolver.ts';
import { QuestionLogResolver } from './question-log.resolver.ts';
import { ProjectShareLinksResolver, ShareLinkResolver } from './share.resolver.ts';
import { SignInLinkResolver } from './sign-in-link.resolver.ts';
import { SpendingGroupResolver, SpendingResolver } from './spending.resolver.ts';
import { UsageGroupResolver, UsageGroupsResolver } from './usage-groups.resolver.ts';
import { UsageBucketResolver } from './usage-bucket.resolver.ts';
import { WebhookDeliveryResolver, WebhookEndpointResolver } from './webhook.resolver.ts';
import { ViewerResolver, WorkspaceResolver } from './viewer.resolver.ts';

/** Subscriptions bring their own streams; nothing goes through type-graphql's publisher, which it demands all the same. */
const noPublisher = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('a subscription was declared without a stream of its own');
  },
};

/**
 * Leaves fields that are read as they stand to graphql-js. type-graphql would lead each of them through a chain of
 * middleware that has no link. A field of a type that is guarded keeps its guard.
 */
function leavePlainFieldsPlain(): void {
  const { fields, authorizedFields } = getMetadataStorage();
  for (const field of fields) {
    const isGuarded = authorizedFields.some(
      ({ target, fieldName }) => target === field.target && fieldName === field.name,
    );
    field.simple = !isGuarded;
  }
}

/**
 * Which member of a union or type of an interface a value is, resolvers say as they return it, in __typename, where
 * graphql-js looks by itself; type-graphql would ask asynchronously.
 */
function readTypenames(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) if (isAbstractType(type)) type.resolveType = undefined;
  return schema;
}

/**
 * What a subscription tells is the event itself. type-graphql would ask for every event again whether the subscriber may
 * have it, asynchronously; that was decided when it subscribed, and ends with its credential.
 */
function tellEventsAsTheyStand(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) field.resolve = (event) => event;
  return schema;
}

const RESOLVERS = [
  AccessTokenResolver,
  AllowanceGrantResolver,
  AllowanceResolver,
  ApiKeyResolver,
  AskResolver,
  AuditResolver,
  ActionResolver,
  CommentResolver,
  CreditGrantResolver,
  CreditTransactionResolver,
  EngineResolver,
  SubjectResolver,
  GrantResolver,
  ImageCommentsResolver,
  ImageFeedbackResolver,
  ImageResolver,
  LiveResolver,
  MailAlertsResolver,
  NodeResolver,
  PerformBatchResolver,
  PerformResolver,
  PresetResolver,
  PriceResolver,
  CreditPackResolver,
  PurchaseResolver,
  AutoTopUpResolver,
  ProjectPurchasesResolver,
  ProjectTopUpResolver,
  ProjectResolver,
  PromptExampleResolver,
  ProjectArchiveResolver,
  ProjectFiguresResolver,
  ProjectListsResolver,
  RefundResolver,
  RevokeResolver,
  TransferResolver,
  LedgerCheckResolver,
  QuestionLogResolver,
  UsageBucketResolver,
  ProjectShareLinksResolver,
  ShareLinkResolver,
  SignInLinkResolver,
  SpendingGroupResolver,
  SpendingResolver,
  UsageGroupResolver,
  UsageGroupsResolver,
  ViewerResolver,
  WebhookDeliveryResolver,
  WebhookEndpointResolver,
  WorkspaceResolver,
] as const;

let shared: Promise<GraphQLSchema> | null = null;

/** The schema that all servers of this process share. It must not be modified. */
export function sharedSchema(): Promise<GraphQLSchema> {
  shared ??= createSchema();
  return shared;
}

/** Builds a new schema on each call, for tests that replace resolvers. */
export async function createSchema(): Promise<GraphQLSchema> {
  leavePlainFieldsPlain();
  const schema = await buildSchema({
    resolvers: RESOLVERS,
    authChecker: checkRule,
    pubSub: noPublisher,
    validate: false,
    skipCheck: true, // type-graphql checks by an introspection query, which takes twice as long as building
  });
  assertValidSchema(schema);
  return tellEventsAsTheyStand(readTypenames(takeTurns(schema)));
}
