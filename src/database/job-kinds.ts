/** The kinds of jobs. Each has a row in the queue's tables, which must exist before the first job is added. */
export const JOB_KINDS = ['perform-action', 'settle-project'] as const;

export type JobKind = (typeof JOB_KINDS)[number];
