import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PurchaseId } from '../ids.ts';
import { invalid, NotFoundError } from '../input/invalid-input.ts';
import type { Project } from '../ledger/project.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import type { Payments } from '../purchases/open-purchases.ts';
import type { Purchase } from '../purchases/purchase.ts';
import { type Connection, connectionOf, PageArgs, readFirst, readPage } from './connection.ts';
import { authorOf, type Context, viewerOf, visibleProject } from './context.ts';
import { CreditGrantType } from './credit-grant.types.ts';
import { moneyOf } from './credit-pack.resolver.ts';
import { Money } from './credit-pack.types.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { ProjectType } from './project.types.ts';
import {
  BillingPortal,
  CreateBillingPortalInput,
  CreateCheckoutInput,
  CreateCheckoutResult,
  type PaymentsNotConfiguredError,
  PurchaseConnection,
  PurchaseType,
  RefundPurchaseInput,
  RefundPurchaseResult,
} from './purchase.types.ts';
import { keyConflict } from './refusals.ts';
import { EVERY_PROJECT, inProject, Needs, ofPurchase, OWN_SCOPE } from './rules.ts';

@Resolver(() => PurchaseType)
export class PurchaseResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => PurchaseType, {
    nullable: true,
    description: 'A purchase by id; null if it does not exist or is not accessible.',
  })
  async purchase(
    @Arg('id', () => ID, { description: 'pur_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<Purchase | null> {
    const purchase = await context.loaders.purchase.load(readTypeId('pur', id, 'id'));
    return purchase && (await visibleProject(context, purchase.projectId)) ? purchase : null;
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Query(() => [PurchaseType], {
    description:
      'The purchases of the workspace that were refunded or disputed after some of their credits had been spent, ' +
      'newest first.',
  })
  unrecoveredPurchases(
    @Ctx() context: Context,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 50,
      description: 'The maximum number to return, 1 to 200.',
    })
    first: number | null,
  ): Promise<Purchase[]> {
    const max = readFirst(first ?? 50);
    return context.read(() => context.services.purchases.catalog.unrecovered(viewerOf(context).workspaceId, max));
  }

  @Needs('EDITOR', inProject('input.projectId'))
  @Mutation(() => CreateCheckoutResult, {
    description:
      'Begins the purchase of a credit pack. The credits are granted once Stripe reports the payment, whether or not ' +
      'the buyer comes back.',
  })
  async createCheckout(
    @Arg('input', () => CreateCheckoutInput, { description: 'The pack, the project and where to come back to.' })
    input: CreateCheckoutInput,
    @Ctx() context: Context,
  ): Promise<CreateCheckoutResult> {
    const { payments } = context.services.purchases;
    if (!payments) return NOT_CONFIGURED;
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const creditPackId = readTypeId('pck', input.creditPackId, 'creditPackId');
    const project = await context.loaders.project.load(projectId);
    if (!project) throw new NotFoundError('projectId', 'project');
    const { archivedAt } = project;
    if (archivedAt !== null) {
      return {
        __typename: 'ProjectArchivedError',
        message: 'The project is archived. Nothing was written.',
        archivedAt,
      };
    }
    const outcome = await payments.checkout.begin({ ...input, projectId, creditPackId }, authorOf(context));
    if (outcome.status === 'conflict') return keyConflict(input.idempotencyKey);
    const { purchase, url, replayed } = outcome;
    return { __typename: 'Checkout', purchase, url, expiresAt: purchase.expiresAt, replayed };
  }

  @Needs('ADMIN', inProject('input.projectId'))
  @Mutation(() => BillingPortal, {
    description:
      'Opens a page of Stripe with the cards and receipts of a project. Fails with BAD_USER_INPUT if payments are not ' +
      'configured.',
  })
  async createBillingPortal(
    @Arg('input', () => CreateBillingPortalInput, { description: 'The project, and where to come back to.' })
    { projectId, returnUrl }: CreateBillingPortalInput,
    @Ctx() { services }: Context,
  ): Promise<BillingPortal> {
    const { payments } = services.purchases;
    if (!payments) throw invalid('projectId', 'has no billing: payments are not configured (STRIPE_SECRET_KEY)');
    return { url: await payments.openPortal(readTypeId('prj', projectId, 'projectId'), returnUrl) };
  }

  @Needs('ADMIN', ofPurchase('input.purchaseId'))
  @Mutation(() => RefundPurchaseResult, {
    description:
      'Revokes the unspent credits of a purchase and refunds only their price. For a refund of credits that ' +
      'were spent, refund the payment at Stripe.',
  })
  async refundPurchase(
    @Arg('input', () => RefundPurchaseInput, { description: 'The purchase and the reason.' })
    input: RefundPurchaseInput,
    @Ctx() context: Context,
  ): Promise<RefundPurchaseResult> {
    const { payments } = context.services.purchases;
    if (!payments) return NOT_CONFIGURED;
    const purchaseId = readTypeId('pur', input.purchaseId, 'purchaseId');
    const outcome = await refunded(payments, { ...input, purchaseId }, context);
    if (outcome.status === 'conflict') return keyConflict(input.idempotencyKey);
    const { purchase } = outcome;
    context.loaders.project.clear(purchase.projectId);
    if (outcome.status === 'refunded') return { __typename: 'RefundedPurchase', purchase, replayed: outcome.replayed };
    const message = 'The purchase was not paid, or all its credits are spent. Nothing was written.';
    return { __typename: 'PurchaseNotRefundableError', message, status: purchase.status };
  }

  @FieldResolver(() => ID)
  id(@Root() purchase: Purchase): string {
    return typeId('pur', purchase.id);
  }

  @FieldResolver(() => Money, { description: 'The price.' })
  amount(@Root() purchase: Purchase): Money {
    return moneyOf(purchase);
  }

  @FieldResolver(() => ProjectType, { description: 'The project that receives the credits.' })
  async project(@Root() { projectId }: Purchase, @Ctx() { loaders }: Context): Promise<Project> {
    const project = await loaders.project.load(projectId);
    if (!project) throw new NotFoundError('project', 'project');
    return project;
  }

  @FieldResolver(() => CreditGrantType, {
    nullable: true,
    description: 'The grant of its credits; null before it is paid.',
  })
  grant(@Root() { grantIds }: Purchase, @Ctx() { loaders }: Context): Promise<ProjectGrant | null> | null {
    const [grantId] = grantIds;
    return grantId === undefined ? null : loaders.grant.load(grantId);
  }
}

@Resolver(() => ProjectType)
export class ProjectPurchasesResolver {
  @FieldResolver(() => PurchaseConnection, { description: 'The purchases of the project, newest first.' })
  async purchases(
    @Root() project: Project,
    @Ctx() { services, read }: Context,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<Connection<Purchase>> {
    const list = { name: 'purchases', ownerId: project.id } as const;
    const range = readPage(list, asked, (position) => position as PurchaseId); // positions in this list are ids of purchases
    const found = await read(() => services.purchases.catalog.page(project.id, range));
    return connectionOf(list, { range, found, positionOf: (purchase) => purchase.id });
  }
}

/** The credits are revoked first. If Stripe does not respond, the money is refunded later. */
async function refunded(payments: Payments, request: Parameters<Payments['refunder']['refund']>[0], context: Context) {
  try {
    return await payments.refunder.refund(request, authorOf(context));
  } finally {
    payments.syncLoop.wake();
  }
}

export const NOT_CONFIGURED: PaymentsNotConfiguredError = {
  __typename: 'PaymentsNotConfiguredError',
  message: 'Payments are not configured here. Ask an administrator for credits. Nothing was written.',
};
