/** A grant that gives the projects of the suite the credits that are then charged: all of it but the project and the credits. */
export const BENCH_GRANT = {
  type: 'grant',
  actor: 'bench',
  note: null,
  key: null,
  source: 'MANUAL',
  priority: 50,
  expiresAt: null,
} as const;
