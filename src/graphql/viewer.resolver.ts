import { Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Workspace } from '../access/workspace.ts';
import { creditCapAt } from './api-key.resolver.ts';
import { CreditCap } from './api-key.types.ts';
import { type Context, viewerOf } from './context.ts';
import { typeId } from './ids/type-id.ts';
import { ViewerType, WorkspaceType } from './viewer.types.ts';
import { Needs, OWN_SCOPE } from './rules.ts';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => ViewerType, { description: 'The caller, as identified by the credential of the request.' })
  viewer(@Ctx() context: Context): Viewer {
    return viewerOf(context);
  }

  @FieldResolver(() => WorkspaceType)
  workspace(@Root() viewer: Viewer, @Ctx() { services, read }: Context): Promise<Workspace> {
    return read(() => services.apiKeys.workspace(viewer.workspaceId));
  }

  @FieldResolver(() => CreditCap, { nullable: true })
  async creditCap(@Root() { capKeyId }: Viewer, @Ctx() { services, read }: Context): Promise<CreditCap | null> {
    if (capKeyId === null) return null;
    const [key] = await read(() => services.apiKeys.findMany([capKeyId]));
    return key ? creditCapAt(key, services.clock()) : null;
  }

  @FieldResolver(() => [ID], { nullable: true })
  projectIds(@Root() { projectIds }: Viewer): string[] | null {
    return projectIds && [...projectIds].map((id) => typeId('prj', id));
  }
}

@Resolver(() => WorkspaceType)
export class WorkspaceResolver {
  @FieldResolver(() => ID)
  id(@Root() workspace: Workspace): string {
    return typeId('wsp', workspace.id);
  }
}
