import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { ProjectId, WorkspaceId } from '../ids.ts';
import { checkInput, invalid, NotFoundError } from '../input/invalid-input.ts';
import { text, integerInput } from '../input/rules.ts';
import type { Project } from '../ledger/project.ts';
import { activeAt, type ProjectOrder as Order, type ProjectPosition } from '../projects/project-page.ts';
import { type Connection, connectionOf, PageArgs, readPage } from './connection.ts';
import { type Context, viewerOf } from './context.ts';
import type { CursorList } from './cursor.ts';
import { ProjectOrder } from './enums.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { CreateProjectInput, ProjectConnection, ProjectType, UpdateProjectInput } from './project.types.ts';
import { EVERY_PROJECT, inProject, Needs, OWN_SCOPE } from './rules.ts';

@ArgsType()
class ProjectsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only projects whose name contains this text, ignoring case. 1 to 200 characters.',
  })
  search?: string | null;

  @Field(() => ProjectOrder, { nullable: true, defaultValue: 'NEWEST_FIRST', description: 'The order of the list.' })
  order?: Order | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only archived projects. false: only projects that are not archived. null: both.',
  })
  archived?: boolean | null;
}

const name = text(200);
const lowBalanceThreshold = integerInput(0, 2 ** 31 - 1, 'credits').nullish();
const createRules = z.object({ name, lowBalanceThreshold });
const updateRules = z.object({ name: name.optional(), lowBalanceThreshold });
const searchRules = z.object({ search: text(200).nullable() });

interface ProjectList {
  readonly list: CursorList;
  readonly projectPositionOf: (position: string) => ProjectPosition;
  readonly positionOf: (project: Project) => string;
}

/** A list of projects in each order: a cursor says where a project stood when it was read. */
const PROJECT_LISTS: Readonly<Record<Order, (workspaceId: WorkspaceId) => ProjectList>> = {
  NEWEST_FIRST: (ownerId) => ({
    list: { name: 'projects', ownerId },
    projectPositionOf: (position) => ({ id: position as ProjectId, activeAt: 0 }), // as positionOf wrote it
    positionOf: ({ id }) => id,
  }),
  LAST_ACTIVE_FIRST: (ownerId) => ({
    list: { name: 'projects by activity', ownerId },
    projectPositionOf: (position) => {
      const [instant, id] = position.split(' ');
      return { id: id as ProjectId, activeAt: Number(instant) }; // as positionOf wrote it
    },
    positionOf: (project) => `${activeAt(project)} ${project.id}`,
  }),
};

@Resolver(() => ProjectType)
export class ProjectResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => ProjectType, {
    nullable: true,
    description: 'A project by id; null if it does not exist or is not accessible.',
  })
  project(
    @Arg('id', () => ID, { description: 'prj_…' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<Project | null> {
    return loaders.project.load(readTypeId('prj', id, 'id'));
  }

  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => ProjectConnection, {
    description: 'The projects of the workspace. By default, newest first and including archived projects.',
  })
  async projects(@Args(() => ProjectsArgs) asked: ProjectsArgs, @Ctx() context: Context): Promise<Connection<Project>> {
    const { workspaceId, projectIds } = viewerOf(context);
    const order = asked.order ?? 'NEWEST_FIRST';
    const { list, projectPositionOf, positionOf } = PROJECT_LISTS[order](workspaceId);
    const range = readPage(list, asked, projectPositionOf);
    const { search } = checkInput(searchRules, { search: asked.search || null });
    const page = {
      workspaceId,
      ids: projectIds && [...projectIds],
      ...range,
      order,
      search,
      isArchived: asked.archived ?? null,
    };
    const found = await context.read(() => context.services.projects.page(page));
    for (const project of found) context.loaders.project.prime(project.id, project);
    return connectionOf(list, { range, found, positionOf });
  }

  @Needs('EDITOR', EVERY_PROJECT)
  @Mutation(() => ProjectType, { description: 'Creates a project. It has no credits until some are granted.' })
  async createProject(
    @Arg('input', () => CreateProjectInput, { description: 'The name and settings of the project.' })
    input: CreateProjectInput,
    @Ctx() context: Context,
  ): Promise<Project> {
    const checked = checkInput(createRules, input);
    const { workspaceId } = viewerOf(context);
    return context.services.projects.create(workspaceId, checked.name, checked.lowBalanceThreshold ?? null);
  }

  @Needs('EDITOR', inProject('input.id'))
  @Mutation(() => ProjectType, { description: 'Updates the fields of a project that the input contains.' })
  async updateProject(
    @Arg('input', () => UpdateProjectInput, { description: 'The project and the fields to change.' })
    input: UpdateProjectInput,
    @Ctx() context: Context,
  ): Promise<Project> {
    const id = readTypeId('prj', input.id, 'id');
    const changes = checkInput(updateRules, input);
    const project = await context.services.projects.update(viewerOf(context).workspaceId, id, changes);
    if (!project) throw new NotFoundError('id', 'project');
    if (project.erasedAt !== null) throw invalid('id', 'must not be an erased project: it keeps its name and settings');
    return project;
  }

  @FieldResolver(() => ID)
  id(@Root() project: Project): string {
    return typeId('prj', project.id);
  }

  @FieldResolver()
  lastActivityAt(@Root() project: Project): number {
    return activeAt(project);
  }
}
