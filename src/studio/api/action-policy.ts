import type { FieldPolicy, TypePolicy } from '@apollo/client';
import type { ActionStatus } from '../generated/graphql.ts';

/** How far an action has come. It never goes back. */
const STEP: Readonly<Record<ActionStatus, number>> = { QUEUED: 0, RUNNING: 1, SUCCEEDED: 2, FAILED: 2, CANCELED: 2 };

const furthest: FieldPolicy<ActionStatus> = {
  merge: (known, incoming) => (known && STEP[known] > STEP[incoming] ? known : incoming),
};

const neverForgotten: FieldPolicy<unknown> = {
  merge: (known: unknown, incoming: unknown, { isReference, canRead }) =>
    incoming ?? (isReference(known) && !canRead(known) ? null : known) ?? null, // a picture that was deleted is gone
};

/**
 * An action only gains: the response that accepted it may come after the word that its picture is there, and must not take the
 * picture away again.
 */
export const actionPolicy: TypePolicy = {
  fields: {
    status: furthest,
    image: neverForgotten,
    failure: neverForgotten,
    startedAt: neverForgotten,
    finishedAt: neverForgotten,
  },
};
