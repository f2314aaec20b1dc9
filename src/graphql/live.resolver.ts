import { Args, ArgsType, Field, FieldResolver, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import type { Action } from '../actions/action.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { wholeNumber } from '../input/rules.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { BalanceChange } from '../live/balance-change.ts';
import type { Watch } from '../live/watch.ts';
import { ActionType } from './action.types.ts';
import { BalanceChangeType } from './balance-change.types.ts';
import type { Context } from './context.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { inProject, Needs } from './rules.ts';

@ArgsType()
class BalanceChangedArgs {
  @Field(() => ID, { description: 'prj_…' })
  projectId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'The last sequence that you have seen, 0 for none: every transaction after it comes first, in order. Without it the ' +
      'first message is the present balance.',
  })
  afterSequence?: number | null;
}

const rules = z.object({ afterSequence: wholeNumber(0, 2 ** 31 - 1, 'transactions').nullable() });

@ArgsType()
class ActionChangedArgs {
  @Field(() => ID, { description: 'prj_…' })
  projectId!: string;
}

/** What type-graphql hands to a subscription: the arguments are those that the method below declares. */
interface Asked<Args> {
  readonly args: Args;
  readonly context: Context;
}

@Resolver(() => BalanceChangeType)
export class LiveResolver {
  @Subscription(() => BalanceChangeType, {
    description:
      'Opens with the present balance (transaction: null), or, with afterSequence, with every transaction after it in ' +
      'order; then every change as it commits. Nothing is lost, doubled or reordered, also across a reconnection.',
    subscribe: (asked) => subscribeToBalance(asked as Asked<BalanceChangedArgs>),
  })
  @Needs('VIEWER', inProject('projectId'))
  balanceChanged(
    @Root() change: BalanceChange,
    @Args(() => BalanceChangedArgs) _asked: BalanceChangedArgs,
  ): BalanceChange {
    return change;
  }

  @Subscription(() => ActionType, {
    description: 'Every action of the project as it is accepted, begins, succeeds, fails or is canceled, from now on.',
    subscribe: (asked) => subscribeToActions(asked as Asked<ActionChangedArgs>),
  })
  @Needs('VIEWER', inProject('projectId'))
  actionChanged(@Root() action: Action, @Args(() => ActionChangedArgs) _asked: ActionChangedArgs): Action {
    return action;
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

async function subscribeToBalance({ args, context }: Asked<BalanceChangedArgs>): Promise<Watch<BalanceChange>> {
  const { afterSequence } = checkInput(rules, { afterSequence: args.afterSequence ?? null });
  const id = readTypeId('prj', args.projectId, 'projectId');
  const project = await context.loaders.project.load(id);
  if (afterSequence !== null && project && afterSequence > project.sequence) {
    throw invalid('afterSequence', `is beyond the newest transaction of the project, which is ${project.sequence}`);
  }
  return context.services.watchBalance(id, afterSequence);
}

function subscribeToActions({ args, context }: Asked<ActionChangedArgs>): Watch<Action> {
  return context.services.watchActions(readTypeId('prj', args.projectId, 'projectId'));
}
