import { useApolloClient, useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { WebhooksQuery } from '../generated/graphql.ts';
import { retryOf } from '../errors/retry-of.ts';

const WEBHOOKS = graphql(`
  query Webhooks {
    webhookEndpoints {
      id
      url
      events
      enabled
      createdAt
      failingSince
      switchedOffBecause
      deliveries(first: 10) {
        id
        event
        status
        attempts
        responseStatus
        failure
        createdAt
        nextAttemptAt
      }
    }
  }
`);

const FOLLOW_MS = 2_000; // a response comes within moments, and is pushed to nobody

export type ListedWebhook = WebhooksQuery['webhookEndpoints'][number];
export type ListedDelivery = ListedWebhook['deliveries'][number];

export interface KnownWebhooks {
  /** Newest first; undefined until the server has answered. */
  readonly webhooks: readonly ListedWebhook[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

export function useWebhooks(): KnownWebhooks {
  const { data, error, refetch } = useQuery(WEBHOOKS, { pollInterval: FOLLOW_MS, fetchPolicy: 'cache-and-network' });
  return { webhooks: data?.webhookEndpoints, error, retry: retryOf(refetch) };
}

/** Asks again for what the page shows of webhooks. */
export function useWebhooksAgain(): () => Promise<unknown> {
  const client = useApolloClient();
  return () => client.refetchQueries({ include: [WEBHOOKS] }).catch(() => undefined); // asked again soon
}
