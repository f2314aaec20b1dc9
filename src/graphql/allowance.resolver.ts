import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { invalid } from '../input/invalid-input.ts';
import { type Allowance as RunningAllowance, runningAllowance } from '../ledger/kernel/allowance.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import type { Project } from '../ledger/project.ts';
import { Allowance, SetAllowanceInput } from './allowance.types.ts';
import { authorOf, type Context } from './context.ts';
import { CreditGrantType } from './credit-grant.types.ts';
import { readTypeId } from './ids/type-id.ts';
import { ProjectType } from './project.types.ts';
import { inProject, Needs } from './rules.ts';

@Resolver(() => ProjectType)
export class AllowanceResolver {
  @Needs('ADMIN', inProject('input.projectId'))
  @Mutation(() => ProjectType, {
    description:
      'Sets, changes or ends the allowance of a project. Credits that were already granted are kept, with their ' +
      'expiry. A change of credits or rollover keeps the dates; with a new interval or time zone, the next date is the ' +
      'first one after now. No date grants credits twice, and repeating the request changes nothing.',
  })
  async setAllowance(
    @Arg('input', () => SetAllowanceInput, { description: 'The project and its allowance.' }) input: SetAllowanceInput,
    @Ctx() context: Context,
  ): Promise<Project> {
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    if (input.allowance === undefined) throw invalid('allowance', 'must be given; null ends the allowance');
    const project = await context.services.allowanceSetter.set(projectId, input.allowance, authorOf(context));
    context.loaders.project.clear(projectId).prime(projectId, project);
    return project;
  }

  @FieldResolver(() => Allowance, {
    nullable: true,
    description: 'The credits that are granted automatically; null: there is no allowance, or the project is archived.',
  })
  allowance(@Root() project: Project): (RunningAllowance & Pick<Allowance, 'project'>) | null {
    const allowance = runningAllowance(project);
    return allowance && { ...allowance, project };
  }
}

@Resolver(() => Allowance)
export class AllowanceGrantResolver {
  @FieldResolver(() => CreditGrantType, {
    nullable: true,
    description:
      'The most recent grant of an allowance to the project. Null if there is none: no date has come yet, or at every ' +
      'date so many credits remained that rolloverCap left nothing to grant.',
  })
  lastGrant(@Root() { project }: Allowance, @Ctx() { services, read }: Context): Promise<ProjectGrant | null> {
    return read(() => services.historyAsOf(project).lastAllowanceGrant(project.id));
  }
}
