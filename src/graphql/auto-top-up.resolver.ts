import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { NotFoundError, invalid } from '../input/invalid-input.ts';
import type { Project } from '../ledger/project.ts';
import type { AutoTopUp } from '../purchases/auto-top-up.ts';
import type { CreditPack } from '../purchases/credit-pack.ts';
import { AutoTopUpType, MONTHLY_LIMIT, SetAutoTopUpInput, SetAutoTopUpResult } from './auto-top-up.types.ts';
import { authorOf, type Context } from './context.ts';
import { moneyOf } from './credit-pack.resolver.ts';
import { CreditPackType, Money } from './credit-pack.types.ts';
import { readTypeId } from './ids/type-id.ts';
import { ProjectType } from './project.types.ts';
import { NOT_CONFIGURED } from './purchase.resolver.ts';
import { inProject, Needs } from './rules.ts';

@Resolver(() => AutoTopUpType)
export class AutoTopUpResolver {
  @Needs('ADMIN', inProject('input.projectId'))
  @Mutation(() => SetAutoTopUpResult, {
    description:
      'Sets, changes or ends the automatic top-up of a project. It charges the payment method that was saved last.',
  })
  async setAutoTopUp(
    @Arg('input', () => SetAutoTopUpInput, { description: 'The project and what to buy.' }) input: SetAutoTopUpInput,
    @Ctx() context: Context,
  ): Promise<SetAutoTopUpResult> {
    const { payments, autoTopUps } = context.services.purchases;
    if (!payments) return NOT_CONFIGURED;
    const { autoTopUp: asked } = input;
    if (asked === undefined) throw invalid('autoTopUp', 'must be given; null ends the automatic top-up');
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const terms = asked && { ...asked, creditPackId: readTypeId('pck', asked.creditPackId, 'creditPackId') };
    const done = await autoTopUps.set(projectId, terms, authorOf(context));
    if (done === 'no payment method') {
      const message =
        'The project has no saved payment method: buy a pack and save the payment method. Nothing was written.';
      return { __typename: 'NoPaymentMethodError', message };
    }
    const project = await context.loaders.project.load(projectId);
    if (!project) throw new NotFoundError('projectId', 'project');
    return { __typename: 'AutoTopUpSet', project };
  }

  @FieldResolver(() => CreditPackType, { description: 'The pack that is bought.' })
  async creditPack(@Root() topUp: AutoTopUp, @Ctx() { loaders }: Context): Promise<CreditPack> {
    return packOf(topUp, loaders);
  }

  @FieldResolver(() => Money, { description: MONTHLY_LIMIT })
  async monthlyLimit(@Root() topUp: AutoTopUp, @Ctx() { loaders }: Context): Promise<Money> {
    const { currency } = await packOf(topUp, loaders);
    return moneyOf({ minor: topUp.monthlyLimitMinor, currency });
  }

  @FieldResolver(() => Money, {
    description: 'The cost of the top-ups of this month, including those whose payment is still pending.',
  })
  async spentThisMonth(@Root() topUp: AutoTopUp, @Ctx() { loaders }: Context): Promise<Money> {
    const { currency } = await packOf(topUp, loaders);
    return moneyOf({ minor: topUp.spentThisMonthMinor, currency });
  }
}

@Resolver(() => ProjectType)
export class ProjectTopUpResolver {
  @FieldResolver(() => AutoTopUpType, {
    nullable: true,
    description: 'The automatic top-up of the project; null: it has none.',
  })
  autoTopUp(@Root() { id }: Project, @Ctx() { services, read }: Context): Promise<AutoTopUp | null> {
    return read(() => services.purchases.autoTopUps.find(id));
  }
}

async function packOf({ creditPackId }: AutoTopUp, loaders: Context['loaders']): Promise<CreditPack> {
  const pack = await loaders.creditPack.load(creditPackId);
  if (!pack) throw new Error('an automatic top-up names a pack that does not exist');
  return pack;
}
