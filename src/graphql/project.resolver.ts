import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { checkInput, NotFoundError } from '../input/invalid-input.ts';
import { text, wholeNumber } from '../input/rules.ts';
import type { ProjectId } from '../ledger/kernel/ids.ts';
import type { Project } from '../ledger/project.ts';
import { type Connection, connectionOf, PageArgs, readPage } from './connection.ts';
import { type Context, viewerOf } from './context.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { CreateProjectInput, ProjectConnection, ProjectType, UpdateProjectInput } from './project.types.ts';
import { EVERY_PROJECT, inProject, Needs, OWN } from './rules.ts';

@ArgsType()
class ProjectsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only projects whose name contains this text, whatever the case.',
  })
  search?: string | null;
}

const name = text(200);
const lowBalanceThreshold = wholeNumber(0, 2 ** 31 - 1, 'credits').nullish();
const createRules = z.object({ name, lowBalanceThreshold });
const updateRules = z.object({ name: name.optional(), lowBalanceThreshold });
const searchRules = z.object({ search: text(200).nullable() });

@Resolver(() => ProjectType)
export class ProjectResolver {
  @Needs('VIEWER', OWN)
  @Query(() => ProjectType, { nullable: true, description: 'A project; null where there is none, or it is not yours.' })
  project(
    @Arg('id', () => ID, { description: 'prj_…' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<Project | null> {
    return loaders.project.load(readTypeId('prj', id, 'id'));
  }

  @Needs('VIEWER', OWN)
  @Query(() => ProjectConnection, { description: 'The projects of the workspace, newest first, archived ones too.' })
  async projects(@Args(() => ProjectsArgs) asked: ProjectsArgs, @Ctx() context: Context): Promise<Connection<Project>> {
    const { workspaceId, projectIds } = viewerOf(context);
    const ids = projectIds && [...projectIds];
    const list = { name: 'projects', ownerId: workspaceId } as const;
    const { first, position } = readPage(list, asked.first, asked.after ?? null);
    const { search } = checkInput(searchRules, { search: asked.search || null });
    const after = position as ProjectId | null; // positions in this list are ids of projects
    const found = await context.services.projects.page({ workspaceId, ids, first, after, search });
    for (const project of found) context.loaders.project.prime(project.id, project);
    return connectionOf(list, { first, after: asked.after ?? null, found, positionOf: (project) => project.id });
  }

  @Needs('EDITOR', EVERY_PROJECT)
  @Mutation(() => ProjectType, { description: 'Makes a project. It has no credits until some are granted.' })
  async createProject(
    @Arg('input', () => CreateProjectInput, { description: 'What it is to be like.' }) input: CreateProjectInput,
    @Ctx() context: Context,
  ): Promise<Project> {
    const checked = checkInput(createRules, input);
    const { workspaceId } = viewerOf(context);
    return context.services.projects.create(workspaceId, checked.name, checked.lowBalanceThreshold ?? null);
  }

  @Needs('EDITOR', inProject('input.id'))
  @Mutation(() => ProjectType, { description: 'Changes what is named in the input, and nothing else.' })
  async updateProject(
    @Arg('input', () => UpdateProjectInput, { description: 'The project, and what is to change.' })
    input: UpdateProjectInput,
    @Ctx() context: Context,
  ): Promise<Project> {
    const id = readTypeId('prj', input.id, 'id');
    const changes = checkInput(updateRules, input);
    const project = await context.services.projects.update(viewerOf(context).workspaceId, id, changes);
    return needed(project);
  }

  @Needs('ADMIN', inProject('id'))
  @Mutation(() => ProjectType, {
    description:
      'From now on the project takes no actions and no credits. What has been accepted is finished, refunds included; ' +
      'everything stays readable. Archiving again changes nothing.',
  })
  async archiveProject(
    @Arg('id', () => ID, { description: 'prj_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<Project> {
    const projectId = readTypeId('prj', id, 'id');
    const { workspaceId, name: actor } = viewerOf(context);
    return needed(await context.services.projects.archive(workspaceId, projectId, actor));
  }

  @FieldResolver(() => ID)
  id(@Root() project: Project): string {
    return typeId('prj', project.id);
  }
}

function needed(project: Project | null): Project {
  if (!project) throw new NotFoundError('id', 'project');
  return project;
}
