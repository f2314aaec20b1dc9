import { useQuery } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';
import type { SpendingQuery, UsageGroupBy } from '../../generated/graphql.ts';
import { addDays, dayOf } from '../../look/calendar-day.ts';
import type { DateRange } from '../../history/period.ts';
import { retryOf } from '../../errors/retry-of.ts';

const SPENDING = graphql(`
  query Spending($from: DateTime!, $to: DateTime!, $groupBy: UsageGroupBy!, $first: Int!) {
    spending(from: $from, to: $to, groupBy: $groupBy, first: $first) {
      actions
      credits
      refundedCredits
      groups {
        actor
        apiKeyId
        apiKeyName
        kind
        actions
        credits
        refundedCredits
        days {
          day
          actions
          credits
        }
      }
    }
  }
`);

/** The maximum number of groups that the API returns. */
const GROUPS = 200;

export type Spending = SpendingQuery['spending'];
export type SpendingGroup = Spending['groups'][number];

export interface KnownSpending {
  /** Undefined until the server has responded. */
  readonly spending: Spending | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The spending of the workspace. The days of the range are interpreted as UTC days, like those of the server. */
export function useSpending({ from, to }: DateRange, groupBy: UsageGroupBy): KnownSpending {
  const variables = { from: midnight(from), to: midnight(to), groupBy, first: GROUPS };
  const { data, error, refetch } = useQuery(SPENDING, { variables, fetchPolicy: 'cache-and-network' });
  return { spending: data?.spending, error, retry: retryOf(refetch) };
}

/** The days of a range in the format of the response. */
export function daysOf({ from, to }: DateRange): string[] {
  const days: string[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) days.push(midnight(day));
  return days;
}

function midnight(date: Date): string {
  return `${dayOf(date)}T00:00:00.000Z`;
}
