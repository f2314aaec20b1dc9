import type { FieldPolicy, TypePolicy } from '@apollo/client';
import type { ActionStatus } from '../generated/graphql.ts';

/** How far an action has come. It never goes back. */
const STEP: Readonly<Record<ActionStatus, number>> = { QUEUED: 0, RUNNING: 1, SUCCEEDED: 2, FAILED: 2, CANCELED: 2 };

const furthest: FieldPolicy<ActionStatus> = {
  merge: (known, told) => (known && STEP[known] > STEP[told] ? known : told),
};

const onceTold: FieldPolicy<unknown> = {
  merge: (known: unknown, told: unknown, { isReference, canRead }) =>
    told ?? (isReference(known) && !canRead(known) ? null : known) ?? null, // a picture that was deleted is gone
};

/**
 * An action only gains: the answer that accepted it may come after the word that its picture is there, and must not take the
 * picture away again.
 */
export const actionPolicy: TypePolicy = {
  fields: { status: furthest, image: onceTold, failure: onceTold, startedAt: onceTold, finishedAt: onceTold },
};
