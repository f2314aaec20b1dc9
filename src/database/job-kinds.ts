/** The kinds of jobs. The queue knows each by a row of its own, which must be there before the first job. */
export const JOB_KINDS = ['perform-action', 'settle-project'] as const;

export type JobKind = (typeof JOB_KINDS)[number];
