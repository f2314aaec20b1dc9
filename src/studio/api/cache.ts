import { type FieldPolicy, InMemoryCache, type Reference, type TypePolicy } from '@apollo/client';
import possibleTypes from '../generated/possible-types.ts';
import type { ActionStatus } from '../generated/graphql.ts';
import { pagesPolicy } from './pages-policy.ts';

/** The order of the statuses of an action. An action never returns to an earlier one. */
const STEP: Readonly<Record<ActionStatus, number>> = { QUEUED: 0, RUNNING: 1, SUCCEEDED: 2, FAILED: 2, CANCELED: 2 };

const furthest: FieldPolicy<ActionStatus> = {
  merge: (known, incoming) => (known && STEP[known] > STEP[incoming] ? known : incoming),
};

const neverForgotten: FieldPolicy<unknown> = {
  merge: (known: unknown, incoming: unknown, { isReference, canRead }) =>
    incoming ?? (isReference(known) && !canRead(known) ? null : known) ?? null, // a picture that was deleted is gone
};

/**
 * Keeps the newest state of an action. The response of the mutation may arrive after the pushed message with the picture, and must not
 * remove the picture again.
 */
const actionPolicy: TypePolicy = {
  fields: {
    status: furthest,
    image: neverForgotten,
    failure: neverForgotten,
    startedAt: neverForgotten,
    finishedAt: neverForgotten,
  },
};

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
          projects: pagesPolicy(['search', 'archived', 'order', 'first']),
          auditLog: pagesPolicy(['first']),
        },
      },
      Project: {
        fields: {
          actions: pagesPolicy(['filter', 'first']),
          images: pagesPolicy(['first']),
          shareLinks: pagesPolicy(['first']),
          purchases: pagesPolicy(['first']),
          transactions: pagesPolicy(['filter', 'first']),
        },
      },
      Image: { fields: { comments: pagesPolicy(['first']) } },
      Action: actionPolicy,
      Viewer: { merge: true },
    },
  });
}
