/** The fields of a grant in benchmarks, without the project and the number of credits. */
export const BENCH_GRANT = {
  type: 'grant',
  actor: 'bench',
  note: null,
  key: null,
  source: 'MANUAL',
  priority: 50,
  expiresAt: null,
} as const;
