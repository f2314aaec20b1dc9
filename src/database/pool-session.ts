/**
 * The settings of every session of the pool. Every list is read in the order of an index: a sort of what another index
 * finds looks as good while a project has few lines, and is not when it has many. And a prepared statement is planned
 * once: left to itself the server takes a page of unknown length for a tenth of the ledger, prefers to plan anew at every
 * call, and takes longer for that than for reading the page. No statement of the pool is meant to take seconds.
 */
export const POOL_SESSION =
  '-c timezone=UTC -c enable_sort=off -c plan_cache_mode=force_generic_plan -c statement_timeout=7s';
