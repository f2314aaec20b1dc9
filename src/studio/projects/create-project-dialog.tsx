import type { ApolloCache, Reference } from '@apollo/client';
import { Modal } from '@mantine/core';
import { useLocation } from 'wouter';
import { useSend } from '../api/use-send.ts';
import type { ProjectCardFragment } from '../generated/graphql.ts';
import { paths } from '../navigation/paths.ts';
import { ProjectForm, type ProjectFields } from './project-form.tsx';
import { CREATE_PROJECT } from './project-settings.ts';

const SUGGESTED = { name: '', lowBalanceThreshold: 10 };

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a project and goes there. */
export function CreateProjectDialog({ isOpen, onClose }: DialogProps) {
  const [, goTo] = useLocation();
  const { send, isSending, error, reset } = useSend(CREATE_PROJECT, (cache, { createProject }) =>
    addToLists(cache, createProject),
  );
  const close = () => {
    reset();
    onClose();
  };
  const create = async (input: ProjectFields) => {
    const data = await send({ input });
    if (!data) return;
    close();
    goTo(paths.project(data.createProject.id));
  };
  return (
    <Modal opened={isOpen} onClose={close} title="New project">
      <ProjectForm
        initial={SUGGESTED}
        submitLabel="Create project"
        isSending={isSending}
        error={error}
        onSubmit={(fields) => void create(fields)}
        onCancel={close}
      />
    </Modal>
  );
}

interface CachedProjects {
  readonly edges: readonly { readonly __typename: 'ProjectEdge'; readonly cursor: string; readonly node: Reference }[];
}

/** Into every list that is not narrowed by a search, nor of archived ones. */
function addToLists(cache: ApolloCache, project: ProjectCardFragment): void {
  cache.modify<{ projects: CachedProjects }>({
    fields: {
      projects(list, { storeFieldName, toReference }) {
        const node = toReference({ __typename: 'Project', id: project.id });
        if (!node || !('edges' in list) || isNarrowed(storeFieldName)) return list;
        return { ...list, edges: [{ __typename: 'ProjectEdge', cursor: '', node }, ...list.edges] };
      },
    },
  });
}

function isNarrowed(storeFieldName: string): boolean {
  return storeFieldName.includes('"search":"') || storeFieldName.includes('"archived":true');
}
