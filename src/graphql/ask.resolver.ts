import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Answer as DocumentationAnswer } from '../answers/answer.ts';
import type { ProjectId } from '../ids.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import { Answer } from './answer.types.ts';
import { type Context, viewerOf, visibleProject } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import { OpenToAll } from './rules.ts';

@Resolver()
export class AskResolver {
  @OpenToAll()
  @Query(() => Answer, {
    description:
      'Asks the documentation a question. Needs no credential; with one, the answer has the prices and balances of the ' +
      'caller. One address may ask LIMIT_ASKS_PER_MINUTE questions a minute.',
  })
  async ask(
    @Arg('question', () => String, {
      description: 'The question in plain English, up to 500 characters. If it is empty, the answer says how to ask.',
    })
    question: string,
    @Ctx() context: Context,
    @Arg('goal', () => String, {
      nullable: true,
      description: 'The goal of the caller, up to 500 characters. It determines the follow-up questions.',
    })
    goal?: string | null,
    @Arg('projectId', () => ID, {
      nullable: true,
      description:
        'The project whose balance is returned: prj_…. Needs a credential. Default: all projects of the credential.',
    })
    givenProjectId?: string | null,
  ): Promise<DocumentationAnswer> {
    context.countAsk();
    const { services, viewer, read } = context;
    const projectId = await this.#projectOf(givenProjectId ?? null, context);
    return read(() => services.answers.ask(question, { goal: goal ?? null, viewer, projectId }));
  }

  async #projectOf(given: string | null, context: Context): Promise<ProjectId | null> {
    if (given === null) return null;
    viewerOf(context);
    const id = readTypeId('prj', given, 'projectId');
    if (!(await visibleProject(context, id))) throw new NotFoundError('projectId', 'project');
    return id;
  }
}
