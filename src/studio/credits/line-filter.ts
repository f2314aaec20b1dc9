import type { CreditTransactionFilter, TransactionLineFragment } from '../generated/graphql.ts';

/** The filter of a list in the cache, whose name there is `transactions:{"filter":{…},"first":25}`; null where it has none. */
export function filterOf(storeFieldName: string): CreditTransactionFilter | null {
  const keys = storeFieldName.slice(storeFieldName.indexOf(':') + 1);
  if (!keys.startsWith('{')) return null;
  const { filter = null } = JSON.parse(keys) as { filter?: CreditTransactionFilter | null }; // as the cache wrote it
  return filter;
}

/** Whether the server would have the line in a list with this filter. */
export function isWanted(line: TransactionLineFragment, filter: CreditTransactionFilter): boolean {
  const { kinds, actionKinds, actors, from, to } = filter;
  const at = Date.parse(line.createdAt);
  return (
    (!kinds || kinds.includes(line.kind)) &&
    (!actionKinds || (line.action !== null && line.action !== undefined && actionKinds.includes(line.action.kind))) &&
    (!actors || actors.includes(line.actor)) &&
    (!from || at >= Date.parse(from)) &&
    (!to || at < Date.parse(to))
  );
}
