import type { ApolloCache, Reference } from '@apollo/client';
import type { ProjectCardFragment } from '../generated/graphql.ts';

interface CachedProjects {
  readonly edges: readonly { readonly __typename: 'ProjectEdge'; readonly cursor: string; readonly node: Reference }[];
}

/** Adds a new project to every cached list, except for search results and lists of archived projects. */
export function addToLists(cache: ApolloCache, project: ProjectCardFragment): void {
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
