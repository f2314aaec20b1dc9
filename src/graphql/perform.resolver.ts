import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { ChargeOutcome } from '../actions/charges.ts';
import type { ActionRequest } from '../actions/action-request.ts';
import { writtenElsewhere } from '../database/failure.ts';
import type { ImageId } from '../ids.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import { visibleAction } from './action.resolver.ts';
import { authorOf, type Context, viewerOf } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import {
  CancelActionResult,
  PerformActionResult,
  type PerformedAction,
  PerformBackgroundInput,
  PerformExpandInput,
  PerformPromptEditInput,
  PerformPromptInput,
} from './perform.types.ts';
import { chargeError } from './refusals.ts';
import { inProject, Needs, ofAction } from './rules.ts';
import type { NoChangeError, PriceChangedError } from './user-error.types.ts';
import { counted } from '../counted.ts';

const INPUT = { description: 'The action to perform.' };
const CHARGED = 'It is charged when it is accepted; the picture is made afterwards.';

@Resolver()
export class PerformResolver {
  @Needs('EDITOR', inProject('input.projectId'))
  @Mutation(() => PerformActionResult, { description: `Prompt: makes a first picture. ${CHARGED}` })
  performPrompt(
    @Arg('input', () => PerformPromptInput, INPUT) input: PerformPromptInput,
    @Ctx() context: Context,
  ): Promise<PerformActionResult> {
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const sourceImageId = readImageId(input.sourceImageId, 'sourceImageId');
    const maskImageId = readImageId(input.maskImageId, 'maskImageId');
    const presetId = input.presetId ? readTypeId('pst', input.presetId, 'presetId') : null;
    return perform(context, { ...input, kind: 'PROMPT', projectId, sourceImageId, maskImageId, presetId });
  }

  @Needs('EDITOR', inProject('input.projectId'))
  @Mutation(() => PerformActionResult, {
    description: `Prompt (Edit): refines the prompt of an earlier picture. ${CHARGED}`,
  })
  performPromptEdit(
    @Arg('input', () => PerformPromptEditInput, INPUT) input: PerformPromptEditInput,
    @Ctx() context: Context,
  ): Promise<PerformActionResult> {
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const actionId = readTypeId('act', input.actionId, 'actionId');
    return perform(context, { ...input, kind: 'PROMPT_EDIT', projectId, actionId });
  }

  @Needs('EDITOR', inProject('input.projectId'))
  @Mutation(() => PerformActionResult, {
    description: `Background: puts the picture before another background. ${CHARGED}`,
  })
  performBackground(
    @Arg('input', () => PerformBackgroundInput, INPUT) input: PerformBackgroundInput,
    @Ctx() context: Context,
  ): Promise<PerformActionResult> {
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const imageId = readTypeId('img', input.imageId, 'imageId');
    const maskImageId = readImageId(input.maskImageId, 'maskImageId');
    return perform(context, { ...input, kind: 'BACKGROUND', projectId, imageId, maskImageId });
  }

  @Needs('EDITOR', inProject('input.projectId'))
  @Mutation(() => PerformActionResult, { description: `Expand: widens the picture's frame. ${CHARGED}` })
  performExpand(
    @Arg('input', () => PerformExpandInput, INPUT) input: PerformExpandInput,
    @Ctx() context: Context,
  ): Promise<PerformActionResult> {
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const imageId = readTypeId('img', input.imageId, 'imageId');
    return perform(context, { ...input, kind: 'EXPAND', projectId, imageId });
  }

  @Needs('EDITOR', ofAction('id'))
  @Mutation(() => CancelActionResult, {
    description:
      'Cancels an action that is still QUEUED: it is refunded and never runs. An action that has started is not canceled.',
  })
  async cancelAction(
    @Arg('id', () => ID, { description: 'act_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<CancelActionResult> {
    const action = await visibleAction(context, readTypeId('act', id, 'id'));
    if (!action) throw new NotFoundError('id', 'action');
    const outcome = await context.services.canceler.cancel(action, authorOf(context));
    context.loaders.action.clear(action.id);
    context.loaders.project.clear(action.projectId);
    if (outcome.status === 'canceled') {
      return { __typename: 'CanceledAction', action: outcome.action, refund: outcome.refund };
    }
    const message = `The action cannot be canceled any more: it is ${outcome.actionStatus}.`;
    return { __typename: 'ActionNotCancelableError', message, status: outcome.actionStatus };
  }
}

async function perform(context: Context, request: ActionRequest): Promise<PerformActionResult> {
  const { workspaceId, name: actor, keyId, capKeyId } = viewerOf(context);
  const outcome = await context.services.performer.perform(request, { workspaceId, actor, keyId, capKeyId });
  if (outcome.status === 'no-change') {
    return { __typename: 'NoChangeError', message: `Nothing was charged. ${outcome.message}` };
  }
  return chargeResult(context, outcome);
}

/** What became of a charge, as a member of a union. */
export async function chargeResult(
  context: Context,
  outcome: ChargeOutcome,
): Promise<Exclude<PerformActionResult, NoChangeError>> {
  if (outcome.status === 'image-not-ready') return { __typename: 'ImageNotReadyError', message: outcome.message };
  if (outcome.status === 'price-changed') return priceChanged(outcome);
  if (outcome.status === 'refused') return chargeError(outcome.refusal);
  return performed(context, outcome);
}

function priceChanged({
  credits,
  maxCredits,
  priceVersion,
}: Extract<ChargeOutcome, { status: 'price-changed' }>): PriceChangedError {
  const message = `The action costs ${counted(credits, 'credit')}, more than the ${maxCredits} that were agreed to. Nothing was charged.`;
  return { __typename: 'PriceChangedError', message, credits, maxCredits, priceVersion };
}

/** What the ledger has just written need not be read again for the answer. */
async function performed(
  { loaders }: Context,
  { action, entry, project, replayed }: Extract<ChargeOutcome, { status: 'performed' }>,
): Promise<PerformedAction> {
  loaders.know({ project, action, entry });
  const answered = project ?? (await loaders.project.load(action.projectId));
  if (!answered) throw writtenElsewhere(`project ${action.projectId}`);
  return { __typename: 'PerformedAction', action, transaction: entry, project: answered, replayed };
}

export function readImageId(id: string | null | undefined, field: string): ImageId | null {
  return id === null || id === undefined ? null : readTypeId('img', id, field);
}
