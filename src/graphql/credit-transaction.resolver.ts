import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Action } from '../actions/action.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import { ActionType } from './action.types.ts';
import { type Context, visibleProject } from './context.ts';
import { CreditGrantType, GrantDraw } from './credit-grant.types.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { transactionId } from './ids/transaction-id.ts';
import { typeId } from './ids/type-id.ts';
import { ProjectType } from './project.types.ts';

@Resolver(() => CreditTransactionType)
export class CreditTransactionResolver {
  @FieldResolver(() => ID)
  id(@Root() entry: LedgerEntry): string {
    return transactionId(entry);
  }

  @FieldResolver(() => ProjectType)
  project(@Root() entry: LedgerEntry, @Ctx() { loaders }: Context): Promise<Project | null> {
    return loaders.project.load(entry.projectId);
  }

  /** Declared here, not in the type: the action's type has fields of this one, and would import it in a circle. */
  @FieldResolver(() => ActionType, {
    nullable: true,
    description: 'The action of a CHARGE or a REFUND; null for other kinds.',
  })
  action(@Root() { actionId }: LedgerEntry, @Ctx() { loaders }: Context): Promise<Action | null> | null {
    return actionId === null ? null : loaders.action.load(actionId);
  }

  @FieldResolver(() => ID, { nullable: true })
  apiKeyId(@Root() { keyId }: LedgerEntry): string | null {
    return keyId && typeId('key', keyId);
  }

  @FieldResolver(() => CreditGrantType, { nullable: true })
  grant(@Root() { grantId }: LedgerEntry, @Ctx() { loaders }: Context): Promise<ProjectGrant | null> | null {
    return grantId === null ? null : loaders.grant.load(grantId);
  }

  @FieldResolver(() => [GrantDraw])
  draws(
    @Root() { draws }: LedgerEntry,
    @Ctx() { loaders }: Context,
  ): { grant: Promise<ProjectGrant | null>; credits: number }[] {
    return draws.map(({ grantId, credits }) => ({ grant: loaders.grant.load(grantId), credits }));
  }

  @FieldResolver(() => CreditTransactionType, { nullable: true })
  async counterpart(@Root() { counterpart }: LedgerEntry, @Ctx() context: Context): Promise<LedgerEntry | null> {
    if (counterpart === null || !(await visibleProject(context, counterpart.projectId))) return null;
    return context.loaders.entry.load(counterpart);
  }

  @FieldResolver(() => CreditTransactionType, { nullable: true })
  refundOf(
    @Root() { projectId, refundOf }: LedgerEntry,
    @Ctx() { loaders }: Context,
  ): Promise<LedgerEntry | null> | null {
    return refundOf === null ? null : loaders.entry.load({ projectId, sequence: refundOf });
  }
}

@Resolver(() => CreditGrantType)
export class CreditGrantResolver {
  @FieldResolver(() => ID)
  id(@Root() grant: ProjectGrant): string {
    return typeId('grt', grant.id);
  }

  @FieldResolver(() => ProjectType)
  project(@Root() grant: ProjectGrant, @Ctx() { loaders }: Context): Promise<Project | null> {
    return loaders.project.load(grant.projectId);
  }
}
