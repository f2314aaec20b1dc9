/** The context of a query that several components use: those that need it while it is in flight share one request. */
export const SHARED_REQUEST = { queryDeduplication: true } as const;
