import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { AccessTokenResolver } from './access-token.resolver.ts';
import { ActionResolver } from './action.resolver.ts';
import { ApiKeyResolver } from './api-key.resolver.ts';
import { AuditResolver } from './audit.resolver.ts';
import { CreditGrantResolver, CreditTransactionResolver } from './credit-transaction.resolver.ts';
import { GrantResolver } from './grant.resolver.ts';
import { ImageResolver } from './image.resolver.ts';
import { LiveResolver } from './live.resolver.ts';
import { NodeResolver } from './node.resolver.ts';
import { PerformResolver } from './perform.resolver.ts';
import { PriceResolver } from './price.resolver.ts';
import { ProjectFiguresResolver } from './project-figures.resolver.ts';
import { ProjectListsResolver } from './project-lists.resolver.ts';
import { ProjectResolver } from './project.resolver.ts';
import { checkRule } from './rules.ts';
import { UsageBucketResolver } from './usage-bucket.resolver.ts';
import { ViewerResolver, WorkspaceResolver } from './viewer.resolver.ts';

/** Subscriptions bring their own streams; nothing goes through type-graphql's publisher, which it demands all the same. */
const noPublisher = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('a subscription was declared without a stream of its own');
  },
};

export function createSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [
      AccessTokenResolver,
      ApiKeyResolver,
      AuditResolver,
      ActionResolver,
      CreditGrantResolver,
      CreditTransactionResolver,
      GrantResolver,
      ImageResolver,
      LiveResolver,
      NodeResolver,
      PerformResolver,
      PriceResolver,
      ProjectResolver,
      ProjectFiguresResolver,
      ProjectListsResolver,
      UsageBucketResolver,
      ViewerResolver,
      WorkspaceResolver,
    ],
    authChecker: checkRule,
    pubSub: noPublisher,
    validate: false,
  });
}
