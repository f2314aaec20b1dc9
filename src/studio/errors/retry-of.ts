/** Refetches a query on request. A failure is ignored here, because the query returns it as its `error`. */
export function retryOf(refetch: () => Promise<unknown>): () => void {
  return () => void refetch().catch(() => undefined);
}
