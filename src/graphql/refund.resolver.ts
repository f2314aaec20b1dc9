import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { writtenElsewhere } from '../database/failure.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import { visibleAction } from './action.resolver.ts';
import { authorOf, type Context } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import { RefundActionInput, RefundActionResult } from './refund.types.ts';
import { refundError } from './refusals.ts';
import { Needs, ofAction } from './rules.ts';

@Resolver()
export class RefundResolver {
  @Needs('ADMIN', ofAction('input.actionId'))
  @Mutation(() => RefundActionResult, {
    description:
      'Refunds the charge of an action in full, once, however the action ended; its picture is kept. A QUEUED or ' +
      'RUNNING action ends as CANCELED, and a picture that is still being made is not kept.',
  })
  async refundAction(
    @Arg('input', () => RefundActionInput, { description: 'The action and the reason.' }) input: RefundActionInput,
    @Ctx() context: Context,
  ): Promise<RefundActionResult> {
    const { loaders, services } = context;
    const found = await visibleAction(context, readTypeId('act', input.actionId, 'actionId'));
    if (!found) throw new NotFoundError('actionId', 'action');
    const outcome = await services.refunder.refund(found, input, authorOf(context));
    if (outcome.status === 'refused') return refundError(outcome.refusal);
    const { action, entry, replayed } = outcome;
    loaders.know({ project: outcome.project, action, entry });
    const project = outcome.project ?? (await loaders.project.load(action.projectId));
    if (!project) throw writtenElsewhere(`project ${action.projectId}`);
    return { __typename: 'RefundedAction', action, transaction: entry, project, replayed };
  }
}
