import { useSend } from '../api/use-send.ts';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';
import { RESTORE_PROJECT } from './project-settings.ts';

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
