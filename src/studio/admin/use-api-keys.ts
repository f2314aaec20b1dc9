import type { ApolloCache, Reference } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { retryOf } from '../errors/retry-of.ts';

export const API_KEY_LINE = graphql(`
  fragment ApiKeyLine on ApiKey {
    id
    name
    prefix
    role
    projectIds
    email
    creditCap {
      credits
      per
      spent
    }
    createdAt
    lastUsedAt
    expiresAt
    revokedAt
    signInLinkExpiresAt
  }
`);

const API_KEYS = graphql(`
  query ApiKeys($includeRevoked: Boolean!) {
    apiKeys(includeRevoked: $includeRevoked) {
      ...ApiKeyLine
    }
  }
`);

const FOLLOW_MS = 15_000; // what keys spend and when they were used is pushed to nobody

export interface KnownApiKeys {
  /** Newest first; undefined until the server has answered. */
  readonly keys: readonly ApiKeyLineFragment[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

export function useApiKeys(includeRevoked: boolean): KnownApiKeys {
  const { data, previousData, error, refetch } = useQuery(API_KEYS, {
    variables: { includeRevoked },
    pollInterval: FOLLOW_MS,
  });
  return { keys: (data ?? previousData)?.apiKeys, error, retry: retryOf(refetch) };
}

/** Puts a key that was made into the lists of keys. */
export function addToKeys(cache: ApolloCache, made: ApiKeyLineFragment): void {
  cache.modify<{ apiKeys: readonly Reference[] }>({
    fields: {
      apiKeys(keys, { toReference, readField }) {
        const key = toReference({ __typename: 'ApiKey', id: made.id });
        return !key || keys.some((each) => readField('id', each) === made.id) ? keys : [key, ...keys];
      },
    },
  });
}
