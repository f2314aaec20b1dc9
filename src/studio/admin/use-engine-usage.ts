import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { EngineUsageQuery } from '../generated/graphql.ts';
import { DAY_MS } from '../../instant.ts';

const ENGINE_USAGE = graphql(`
  query EngineUsage($from: DateTime!, $to: DateTime!) {
    engineUsage(from: $from, to: $to) {
      day
      kind
      engine
      calls
      pictures
      averageMs
      credits
      spend
      margin
    }
  }
`);

const DAYS = 30;

export interface KnownEngineUsage {
  /** The newest day first; undefined until the server has answered. */
  readonly days: EngineUsageQuery['engineUsage'] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Of the last thirty days, from when it was opened. */
export function useEngineUsage(): KnownEngineUsage {
  const [now] = useState(() => Date.now());
  const variables = { from: new Date(now - (DAYS - 1) * DAY_MS).toISOString(), to: new Date(now).toISOString() };
  const { data, error, refetch } = useQuery(ENGINE_USAGE, { variables, fetchPolicy: 'cache-and-network' });
  return { days: data?.engineUsage, error, retry: () => void refetch().catch(() => undefined) };
}
