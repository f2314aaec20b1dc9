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
const TIMEOUT_MAX_MS = 2 ** 31 - 1; // the maximum of setTimeout: 24 days

/** The spending cap of the signed-in person, refetched after each change and when the cap resets; null: there is no cap. */
export function useOwnCap(): OwnCap | null {
  const { balances } = useApi();
  const { data, refetch } = useQuery(OWN_CAP);
  const cap = data?.viewer.creditCap ?? null;
  const resetsAt = cap?.resetsAt;
  useEffect(() => {
    if (resetsAt === undefined) return;
    const ask = () => void refetch().catch(() => undefined); // the previous value stays, and the page shows that it is offline
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
