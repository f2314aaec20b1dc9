import type { Reference } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

type PagesPolicy = ReturnType<typeof relayStylePagination<Reference>>;

/** Merges pages as `relayStylePagination` does, but ignores a page after a cursor that is no longer in the list. */
export function pagesPolicy(keyArgs: readonly string[]): PagesPolicy {
  const relay = relayStylePagination([...keyArgs]);
  const { merge } = relay;
  if (typeof merge !== 'function') return relay;
  return {
    ...relay,
    merge(existing, incoming, options) {
      const after: unknown = options.args?.['after'];
      const isNext = !after || existing?.edges.some(({ cursor }) => cursor === after);
      return existing && !isNext ? existing : merge(existing, incoming, options);
    },
  };
}
