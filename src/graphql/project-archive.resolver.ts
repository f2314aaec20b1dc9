import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { ProjectId } from '../ids.ts';
import { invalid, NotFoundError } from '../input/invalid-input.ts';
import type { Project } from '../ledger/project.ts';
import { authorOf, type Context } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import { ProjectType } from './project.types.ts';
import { inProject, Needs } from './rules.ts';

@Resolver()
export class ProjectArchiveResolver {
  @Needs('ADMIN', inProject('id'))
  @Mutation(() => ProjectType, {
    description:
      'Archives a project: it no longer accepts actions or credits. Actions that were already accepted still finish or are ' +
      'refunded, and everything stays readable. Archiving an archived project changes nothing.',
  })
  async archiveProject(
    @Arg('id', () => ID, { description: 'prj_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<Project> {
    const projectId = readTypeId('prj', id, 'id');
    await context.services.archiver.archive(projectId, authorOf(context));
    return changed(projectId, context);
  }

  @Needs('ADMIN', inProject('id'))
  @Mutation(() => ProjectType, {
    description:
      'Restores an archived project: it accepts actions and credits again. An allowance continues at its next date, and ' +
      'grants nothing for the time in between. Restoring a project that is not archived has no effect; an erased one cannot ' +
      'be restored.',
  })
  async restoreProject(
    @Arg('id', () => ID, { description: 'prj_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<Project> {
    const projectId = readTypeId('prj', id, 'id');
    const isRestored = await context.services.archiver.restore(projectId, authorOf(context));
    if (!isRestored) throw invalid('id', 'must not be an erased project: erasing cannot be undone');
    return changed(projectId, context);
  }

  @Needs('ADMIN', inProject('id'))
  @Mutation(() => ProjectType, {
    description:
      'Erases an archived project for good: its pictures, the words of its actions and its name. Actions that have not ended ' +
      'are canceled and refunded first. Balance, transactions with their notes, grants, usage and audit entries stay. Erasing ' +
      'an erased project changes nothing.',
  })
  async eraseProject(
    @Arg('id', () => ID, { description: 'prj_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<Project> {
    const projectId = readTypeId('prj', id, 'id');
    const outcome = await context.services.projectEraser.erase(projectId, authorOf(context));
    if (outcome === 'not-archived') throw invalid('id', 'must be an archived project: archive it first');
    return changed(projectId, context);
  }
}

async function changed(id: ProjectId, { loaders, services }: Context): Promise<Project> {
  const [project] = await services.projects.findMany([id]);
  if (!project) throw new NotFoundError('id', 'project');
  loaders.project.clear(id).prime(id, project);
  return project;
}
