import { useQuery } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';
import type { UsageQuery } from '../../generated/graphql.ts';
import { timeZone } from '../../language/formats.ts';
import { useOnChange } from '../../api/live-hooks.ts';
import type { BarInterval } from '../bars.ts';
import type { DateRange } from '../period.ts';

const USAGE = graphql(`
  query Usage($projectId: ID!, $from: DateTime!, $to: DateTime!, $interval: UsageInterval!, $timeZone: String!) {
    project(id: $projectId) {
      ...ProjectBalance
      usage(from: $from, to: $to, interval: $interval, timeZone: $timeZone) {
        actions
        credits
        refundedCredits
        byKind {
          kind
          actions
          credits
        }
        buckets {
          start
          end
          actions
          credits
          balanceAfter
          byKind {
            kind
            actions
            credits
          }
        }
      }
    }
  }
`);

export type Usage = NonNullable<UsageQuery['project']>['usage'];

export interface KnownUsage {
  /** Undefined until the server has answered; that of another range while it has not. */
  readonly usage: Usage | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The usage of a project in a range, refetched after each transaction. */
export function useUsage(projectId: string, { from, to }: DateRange, interval: BarInterval): KnownUsage {
  const variables = { projectId, from: from.toISOString(), to: to.toISOString(), interval, timeZone: timeZone() };
  const { data, previousData, error, refetch } = useQuery(USAGE, { variables });
  const project = (data ?? previousData)?.project;
  const again = () => {
    refetch().catch(() => undefined); // what was shown stays; the page says that it is not live
  };
  useOnChange(data?.project?.sequence, again);
  return { usage: project?.usage, error, retry: again };
}
