import { useQuery } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';
import type { SpendersQuery, UsageGroupBy } from '../../generated/graphql.ts';
import { useOnChange } from '../../api/live-hooks.ts';
import type { DateRange } from '../period.ts';

const SPENDERS = graphql(`
  query Spenders($projectId: ID!, $from: DateTime!, $to: DateTime!, $groupBy: UsageGroupBy!, $first: Int!) {
    project(id: $projectId) {
      ...ProjectBalance
      usage(from: $from, to: $to, interval: MONTH, groupBy: $groupBy) {
        credits
        groups(first: $first) {
          actor
          apiKeyId
          apiKeyName
          credits
        }
      }
    }
  }
`);

export type Spender = NonNullable<SpendersQuery['project']>['usage']['groups'][number];

export interface KnownSpenders {
  /** Those that spent most, the most first. */
  readonly spenders: readonly Spender[];
  /** What the others spent. */
  readonly restCredits: number;
}

/** As many as stand beside the chart without making it longer. */
const SHOWN = 5;

/** Who spent the credits of a range, refetched after each transaction; null until the first response. */
export function useSpenders(projectId: string, { from, to }: DateRange, groupBy: UsageGroupBy): KnownSpenders | null {
  const variables = { projectId, from: from.toISOString(), to: to.toISOString(), groupBy, first: SHOWN };
  const { data, refetch } = useQuery(SPENDERS, { variables });
  useOnChange(data?.project?.sequence, () => {
    refetch().catch(() => undefined); // what was shown stays; the page says that it is not live
  });
  const usage = data?.project?.usage;
  if (!usage) return null;
  const spenders = usage.groups.filter(({ credits }) => credits > 0);
  return { spenders, restCredits: usage.credits - spenders.reduce((sum, { credits }) => sum + credits, 0) };
}
