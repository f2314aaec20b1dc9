import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Action } from '../actions/action.ts';
import type { ActionId } from '../ids.ts';
import type { StoredImage } from '../images/image.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import { ActionType } from './action.types.ts';
import type { Context } from './context.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { ImageType } from './image.types.ts';
import { ProjectType } from './project.types.ts';
import { Needs, OWN_SCOPE } from './rules.ts';

@Resolver(() => ActionType)
export class ActionResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => ActionType, {
    nullable: true,
    description: 'An action by id; null if it does not exist or is not accessible.',
  })
  action(@Arg('id', () => ID, { description: 'act_…' }) id: string, @Ctx() context: Context): Promise<Action | null> {
    return visibleAction(context, readTypeId('act', id, 'id'));
  }

  @FieldResolver(() => ID)
  id(@Root() action: Action): string {
    return typeId('act', action.id);
  }

  @FieldResolver(() => ProjectType)
  project(@Root() action: Action, @Ctx() { loaders }: Context): Promise<Project | null> {
    return loaders.project.load(action.projectId);
  }

  @FieldResolver(() => ImageType, { nullable: true })
  source(@Root() { sourceImageId }: Action, @Ctx() { loaders }: Context): Promise<StoredImage | null> | null {
    return sourceImageId === null ? null : loaders.image.load(sourceImageId);
  }

  @FieldResolver(() => ImageType, { nullable: true })
  mask(@Root() { maskImageId }: Action, @Ctx() { loaders }: Context): Promise<StoredImage | null> | null {
    return maskImageId === null ? null : loaders.image.load(maskImageId);
  }

  @FieldResolver(() => ActionType, { nullable: true })
  parent(@Root() { parentId }: Action, @Ctx() { loaders }: Context): Promise<Action | null> | null {
    return parentId === null ? null : loaders.action.load(parentId);
  }

  @FieldResolver(() => ImageType, { nullable: true })
  image(@Root() { imageId }: Action, @Ctx() { loaders }: Context): Promise<StoredImage | null> | null {
    return imageId === null ? null : loaders.image.load(imageId);
  }

  @FieldResolver(() => Int, { nullable: true })
  queuePosition(@Root() { id, status }: Action, @Ctx() { loaders }: Context): Promise<number | null> | null {
    return status === 'QUEUED' ? loaders.queuePosition.load(id) : null;
  }

  @FieldResolver(() => CreditTransactionType)
  charge(@Root() { projectId, chargeSequence }: Action, @Ctx() { loaders }: Context): Promise<LedgerEntry | null> {
    return loaders.entry.load({ projectId, sequence: chargeSequence });
  }

  @FieldResolver(() => CreditTransactionType, { nullable: true })
  refund(
    @Root() { projectId, refundSequence }: Action,
    @Ctx() { loaders }: Context,
  ): Promise<LedgerEntry | null> | null {
    return refundSequence === null ? null : loaders.entry.load({ projectId, sequence: refundSequence });
  }
}

/** The action, where it is of a project that the viewer has. */
export async function visibleAction({ loaders }: Context, id: ActionId): Promise<Action | null> {
  const action = await loaders.action.load(id);
  return action && (await loaders.project.load(action.projectId)) ? action : null;
}
