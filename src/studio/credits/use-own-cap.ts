import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { useApi } from '../api/api-context.ts';
import { graphql } from '../generated/gql.ts';
import type { OwnCapQuery } from '../generated/graphql.ts';

const OWN_CAP = graphql(`
  query OwnCap {
    viewer {
      creditCap {
        credits
        per
        spent
        resetsAt
      }
    }
  }
`);

export type OwnCap = NonNullable<OwnCapQuery['viewer']['creditCap']>;

const SETTLE_MS = 250;
const TIMEOUT_MAX_MS = 2 ** 31 - 1; // of setTimeout: 24 days

/** What the person who is signed in may spend, asked for again after each change and when it begins anew; null: there is no cap. */
export function useOwnCap(): OwnCap | null {
  const { balances } = useApi();
  const { data, refetch } = useQuery(OWN_CAP);
  const cap = data?.viewer.creditCap ?? null;
  const resetsAt = cap?.resetsAt;
  useEffect(() => {
    if (resetsAt === undefined) return;
    const ask = () => void refetch().catch(() => undefined); // what was shown stays; the page says that it is not live
    let settling: ReturnType<typeof setTimeout> | undefined;
    const stop = balances.onChange(() => {
      clearTimeout(settling);
      settling = setTimeout(ask, SETTLE_MS);
    });
    const reset = setTimeout(
      ask,
      Math.min(TIMEOUT_MAX_MS, Math.max(SETTLE_MS, Date.parse(resetsAt) - Date.now() + SETTLE_MS)),
    );
    return () => {
      stop();
      clearTimeout(settling);
      clearTimeout(reset);
    };
  }, [balances, refetch, resetsAt]);
  return cap;
}
