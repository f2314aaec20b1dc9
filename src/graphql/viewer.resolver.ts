import { Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Workspace } from '../access/workspace.ts';
import { type Context, viewerOf } from './context.ts';
import { typeId } from './ids/type-id.ts';
import { ViewerType, WorkspaceType } from './viewer.types.ts';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Authorized('VIEWER')
  @Query(() => ViewerType, { description: 'Who is asking.' })
  viewer(@Ctx() context: Context): Viewer {
    return viewerOf(context);
  }

  @FieldResolver(() => WorkspaceType)
  workspace(@Root() viewer: Viewer, @Ctx() { services }: Context): Promise<Workspace> {
    return services.apiKeys.workspaceOf(viewer);
  }
}

@Resolver(() => WorkspaceType)
export class WorkspaceResolver {
  @FieldResolver(() => ID)
  id(@Root() workspace: Workspace): string {
    return typeId('wsp', workspace.id);
  }
}
