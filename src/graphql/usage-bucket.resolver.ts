import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from './context.ts';
import { UsageBucket } from './usage.types.ts';

@Resolver(() => UsageBucket)
export class UsageBucketResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "The project's balance at the end of the bucket, in credits: the current balance for the current bucket, null for future ones.",
  })
  balanceAfter(
    @Root() { project, start, end }: UsageBucket,
    @Ctx() { services, loaders }: Context,
  ): Promise<number> | null {
    const now = services.clock();
    return start > now ? null : loaders.balanceAt.load({ project, at: Math.min(end - 1, now) });
  }
}
