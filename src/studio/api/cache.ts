import { type FieldPolicy, InMemoryCache, type Reference } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import possibleTypes from '../generated/possible-types.ts';
import { actionPolicy } from './action-policy.ts';

/** A project of a list is found in the cache when its own page is opened, before the response of the server. */
const knownFromLists: FieldPolicy<Reference | null> = {
  read(stored, { args, canRead, toReference }) {
    if (stored !== undefined) return stored;
    const listed = toReference({ __typename: 'Project', id: args?.['id'] });
    return canRead(listed) ? listed : undefined;
  },
};

/**
 * Everything that the server has said, by id. Ask for a list's `edges` and `pageInfo`, never for its `nodes`: pages are
 * joined by their edges. Lists that differ in a filter or in the size of their pages are kept apart, so that asking for one
 * line never cuts a list of fifty.
 */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: possibleTypes.possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          project: knownFromLists,
          projects: relayStylePagination(['search', 'archived', 'order', 'first']),
          auditLog: relayStylePagination(['first']),
        },
      },
      Project: {
        fields: {
          actions: relayStylePagination(['filter', 'first']),
          images: relayStylePagination(['first']),
          shareLinks: relayStylePagination(['first']),
          purchases: relayStylePagination(['first']),
          transactions: relayStylePagination(['filter', 'first']),
        },
      },
      Image: { fields: { comments: relayStylePagination(['first']) } },
      Action: actionPolicy,
      Viewer: { merge: true },
    },
  });
}
