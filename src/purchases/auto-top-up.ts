import { Temporal } from 'temporal-polyfill';
import type { CreditPackId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { PurchaseFailure } from './purchase.ts';
import type { AutoTopUpState } from './top-up-result.ts';

/** A pack that is bought automatically when the balance is low. */
export interface AutoTopUp {
  readonly projectId: ProjectId;
  /** In credits. */
  readonly threshold: number;
  readonly creditPackId: CreditPackId;
  /** In the currency of the pack. */
  readonly monthlyLimitMinor: number;
  readonly spentThisMonthMinor: number;
  readonly state: AutoTopUpState;
  readonly failure: PurchaseFailure | null;
  readonly nextAttemptAt: Instant | null;
}

/** The columns of `auto_top_ups a`, and of its pack `k`, as an AutoTopUp. `$2` is the start of the month. */
export const TOP_UP_COLUMNS = `a.project_id as "projectId", a.threshold, a.credit_pack_id as "creditPackId",
  a.monthly_limit_minor as "monthlyLimitMinor", a.state,
  case when a.failure_code is not null then
    jsonb_build_object('code', a.failure_code, 'message', a.failure_message) end as failure,
  a.next_attempt_at as "nextAttemptAt",
  (select coalesce(sum(u.minor), 0)::int8 from purchases u
    where u.project_id = a.project_id and u.source = 'AUTO_TOP_UP' and u.status not in ('FAILED', 'EXPIRED')
      and u.currency = k.currency and u.created_at >= to_timestamp($2::float8 / 1000)) as "spentThisMonthMinor"`;

/** The calendar month in UTC. */
export function monthOf(at: Instant): { readonly startsAt: Instant; readonly endsAt: Instant } {
  const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').with({ day: 1 }).startOfDay();
  return { startsAt: start.epochMilliseconds, endsAt: start.add({ months: 1 }).epochMilliseconds };
}
