import { type Sender, useSend } from '../api/use-send.ts';
import type { ProjectSettingsFragment, UpdateProjectMutation } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';
import { RESTORE_PROJECT, UPDATE_PROJECT } from './project-settings.ts';
import type { ProjectFields } from './project-form.tsx';

/** Takes archiving back. The lists of projects are read again, because the project is now in another one. */
export function useRestoreProject({ id, name }: Pick<ProjectSettingsFragment, 'id' | 'name'>) {
  const { send, isSending, error } = useSend(RESTORE_PROJECT, (cache) => {
    cache.evict({ id: 'ROOT_QUERY', fieldName: 'projects' });
  });
  const restore = async () => {
    if (await send({ id })) toastDone(say('projects.isRestored', { project: name }));
  };
  return { restore, isSending, error };
}

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
