import { Ctx, Query, Resolver } from 'type-graphql';
import { PUBLISHED_ACTIONS } from '../prices/published-actions.ts';
import type { Context } from './context.ts';
import { ActionEngineType } from './engine.types.ts';
import { Needs, OWN } from './rules.ts';

@Resolver()
export class EngineResolver {
  @Needs('VIEWER', OWN)
  @Query(() => [ActionEngineType], {
    description: "The engines that make the pictures: one for each kind of action, in the price list's order.",
  })
  engines(@Ctx() { services }: Context): ActionEngineType[] {
    return PUBLISHED_ACTIONS.map(({ kind }) => services.actionEngines[kind]);
  }
}
