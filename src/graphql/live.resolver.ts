import { Args, ArgsType, Field, FieldResolver, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import type { Action } from '../actions/action.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { integerInput } from '../input/rules.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { BalanceChange } from '../live/balance-change.ts';
import type { Watch } from '../live/watch.ts';
import type { Purchase } from '../purchases/purchase.ts';
import { ActionType } from './action.types.ts';
import { BalanceChangeType } from './balance-change.types.ts';
import type { Context } from './context.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { PurchaseType } from './purchase.types.ts';
import { inProject, Needs } from './rules.ts';

@ArgsType()
class BalanceChangedArgs {
  @Field(() => ID, { description: 'prj_…' })
  projectId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'The last sequence that you received, or 0: the subscription starts with every later transaction, in order. Without ' +
      'it, the first message is the current balance.',
  })
  afterSequence?: number | null;
}

const rules = z.object({ afterSequence: integerInput(0, 2 ** 31 - 1, 'transactions').nullable() });

@ArgsType()
class ActionChangedArgs {
  @Field(() => ID, { description: 'prj_…' })
  projectId!: string;
}

/** What type-graphql hands to a subscription: the arguments are those that the method below declares. */
interface SubscriptionRequest<Args> {
  readonly args: Args;
  readonly context: Context;
}

@ArgsType()
class PurchaseChangedArgs {
  @Field(() => ID, { description: 'prj_…' })
  projectId!: string;
}

@Resolver(() => BalanceChangeType)
export class LiveResolver {
  @Subscription(() => BalanceChangeType, {
    description:
      'Sends every change of the balance, in order, as it commits. The first message is the current balance (transaction: ' +
      'null) or, with afterSequence, every later transaction comes first. Resuming with afterSequence after a ' +
      'disconnection loses, repeats and reorders nothing.',
    subscribe: (request) => subscribeToBalance(request as SubscriptionRequest<BalanceChangedArgs>),
  })
  @Needs('VIEWER', inProject('projectId'))
  balanceChanged(
    @Root() change: BalanceChange,
    @Args(() => BalanceChangedArgs) _asked: BalanceChangedArgs,
  ): BalanceChange {
    return change;
  }

  @Subscription(() => ActionType, {
    description:
      'Sends an action of the project whenever it is accepted, starts, succeeds, fails or is canceled, from now on.',
    subscribe: (request) => subscribeToActions(request as SubscriptionRequest<ActionChangedArgs>),
  })
  @Needs('VIEWER', inProject('projectId'))
  actionChanged(@Root() action: Action, @Args(() => ActionChangedArgs) _asked: ActionChangedArgs): Action {
    return action;
  }

  @Subscription(() => PurchaseType, {
    description:
      'Sends a purchase of the project whenever it begins or changes: paid, failed, expired, refunded or disputed. It starts ' +
      'with the next change. The same state may be sent twice, and of changes in quick succession only the last may be sent.',
    subscribe: (request) => subscribeToPurchases(request as SubscriptionRequest<PurchaseChangedArgs>),
  })
  @Needs('VIEWER', inProject('projectId'))
  purchaseChanged(@Root() purchase: Purchase, @Args(() => PurchaseChangedArgs) _asked: PurchaseChangedArgs): Purchase {
    return purchase;
  }

  @FieldResolver(() => ID)
  projectId(@Root() change: BalanceChange): string {
    return typeId('prj', change.projectId);
  }

  @FieldResolver(() => CreditTransactionType, { nullable: true })
  transaction(@Root() { entry }: BalanceChange): LedgerEntry | null {
    return entry;
  }
}

async function subscribeToBalance({
  args,
  context,
}: SubscriptionRequest<BalanceChangedArgs>): Promise<Watch<BalanceChange>> {
  const { afterSequence } = checkInput(rules, { afterSequence: args.afterSequence ?? null });
  const id = readTypeId('prj', args.projectId, 'projectId');
  const project = await context.loaders.project.load(id);
  if (afterSequence !== null && project && afterSequence > project.sequence) {
    throw invalid(
      'afterSequence',
      `must be at most ${project.sequence}, the sequence of the newest transaction of the project`,
    );
  }
  return context.services.watchBalance(id, afterSequence);
}

function subscribeToActions({ args, context }: SubscriptionRequest<ActionChangedArgs>): Watch<Action> {
  return context.services.watchActions(readTypeId('prj', args.projectId, 'projectId'));
}

function subscribeToPurchases({ args, context }: SubscriptionRequest<PurchaseChangedArgs>): Watch<Purchase> {
  return context.services.watchPurchases(readTypeId('prj', args.projectId, 'projectId'));
}
