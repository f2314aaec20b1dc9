import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ActionRequest } from '../actions/action-request.ts';
import type { ItemOutcome } from '../actions/batch-performer.ts';
import { writtenElsewhere } from '../database/failure.ts';
import type { ProjectId } from '../ids.ts';
import { invalid, InvalidInputError } from '../input/invalid-input.ts';
import type { Project } from '../ledger/project.ts';
import { type Context, viewerOf } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import {
  type BatchItemInput,
  type BatchItemResult,
  ITEMS_MAX,
  PerformBatchInput,
  PerformedBatch,
} from './perform-batch.types.ts';
import { readImageId, chargeResult } from './perform.resolver.ts';
import { inProject, Needs } from './rules.ts';

@Resolver()
export class PerformBatchResolver {
  @Needs('EDITOR', inProject('input.projectId'))
  @Mutation(() => PerformedBatch, {
    description:
      'Performs Background and Expand on many pictures of a project. Each item is charged by its own transaction when ' +
      'it is accepted; the items of one call are committed together. Each item counts as one request of the credential.',
  })
  async performBatch(
    @Arg('input', () => PerformBatchInput, { description: 'The actions to perform.' }) input: PerformBatchInput,
    @Ctx() context: Context,
  ): Promise<PerformedBatch> {
    const { mode, items } = input;
    if (items.length === 0 || items.length > ITEMS_MAX) throw invalid('items', `must be 1 to ${ITEMS_MAX} items`);
    context.countRequests(items.length - 1); // the first has been counted
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const { workspaceId, name: actor, keyId, capKeyId } = viewerOf(context);
    const read = items.map((item) => readItem(projectId, item));
    const { batchPerformer } = context.services;
    const outcomes = await batchPerformer.perform(
      { projectId, mode, items: read },
      { workspaceId, actor, keyId, capKeyId },
    );
    const newest = newestProject(outcomes) ?? (await context.loaders.project.clear(projectId).load(projectId));
    if (!newest) throw writtenElsewhere(`project ${projectId}`);
    const results = await Promise.all(outcomes.map((outcome) => itemResult(context, outcome)));
    return { results, charged: chargedBy(outcomes), project: newest };
  }
}

/** The request for an item, or what is wrong with it. */
function readItem(projectId: ProjectId, { background, expand }: BatchItemInput): ActionRequest | InvalidInputError {
  try {
    if (background && !expand) {
      const imageId = readTypeId('img', background.imageId, 'imageId');
      const maskImageId = readImageId(background.maskImageId, 'maskImageId');
      return { ...background, kind: 'BACKGROUND', projectId, imageId, maskImageId };
    }
    if (expand && !background) {
      return { ...expand, kind: 'EXPAND', projectId, imageId: readTypeId('img', expand.imageId, 'imageId') };
    }
    return invalid('background, expand', 'must neither be combined nor both be omitted: give exactly one');
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}

async function itemResult(context: Context, outcome: ItemOutcome): Promise<BatchItemResult> {
  switch (outcome.status) {
    case 'invalid':
      return {
        __typename: 'InvalidBatchItemError',
        message: `${outcome.message}. Nothing was charged.`,
        field: outcome.field,
      };
    case 'not-performed': {
      const message = 'Another item of the batch was refused, so this one was not performed. Nothing was charged.';
      return { __typename: 'BatchRefusedError', message };
    }
    case 'unknown': {
      const message = 'It is not known whether the item was charged. Send it again with the same key.';
      return { __typename: 'BatchItemOutcomeUnknown', message, idempotencyKey: outcome.idempotencyKey };
    }
    case 'performed':
    case 'image-not-ready':
    case 'price-changed':
    case 'refused':
      return chargeResult(context, outcome);
  }
}

function chargedBy(outcomes: readonly ItemOutcome[]): number {
  return outcomes.reduce(
    (sum, outcome) => (outcome.status === 'performed' && !outcome.replayed ? sum - outcome.entry.amount : sum),
    0,
  );
}

/** As the last of the written lines left it; null where none was written. */
function newestProject(outcomes: readonly ItemOutcome[]): Project | null {
  return outcomes.reduce<Project | null>((newest, outcome) => {
    const project = outcome.status === 'performed' ? outcome.project : null;
    return project && project.sequence > (newest?.sequence ?? -1) ? project : newest;
  }, null);
}
