import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from './context.ts';
import { UsageBucket } from './usage.types.ts';

@Resolver(() => UsageBucket)
export class UsageBucketResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "The project's balance when the stretch ended, in credits: as it is now where it goes on, null where it has not begun.",
  })
  balanceAfter(
    @Root() { project, start, end }: UsageBucket,
    @Ctx() { services, loaders }: Context,
  ): Promise<number> | null {
    const now = services.clock();
    return start > now ? null : loaders.balanceAt.load({ project, at: Math.min(end - 1, now) });
  }
}
