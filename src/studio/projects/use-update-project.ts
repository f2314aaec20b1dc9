import { type Sender, useSend } from '../api/use-send.ts';
import type { ProjectSettingsFragment, UpdateProjectMutation } from '../generated/graphql.ts';
import type { ProjectFields } from './project-form.tsx';
import { UPDATE_PROJECT } from './project-settings.ts';

export interface ProjectUpdate extends Omit<Sender<unknown, unknown>, 'send'> {
  /** Whether the server has taken it. */
  readonly update: (fields: ProjectFields) => Promise<boolean>;
}

/** Changes what can be set of a project. It is seen everywhere at once, and is as it was where the server does not take it. */
export function useUpdateProject(project: ProjectSettingsFragment): ProjectUpdate {
  const { send, ...state } = useSend(UPDATE_PROJECT);
  const update = async (fields: ProjectFields) => {
    const taken: UpdateProjectMutation = { __typename: 'Mutation', updateProject: { ...project, ...fields } };
    return (await send({ input: { id: project.id, ...fields } }, taken)) !== null;
  };
  return { ...state, update };
}
