import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import { HOUR_MS, type Instant } from '../instant.ts';
import { topUpEvents, type TopUpFailureStatement } from '../webhooks/purchase-events.ts';
import type { PaymentFailure } from './payment.ts';

export type AutoTopUpState = 'ACTIVE' | 'NO_PAYMENT_METHOD' | 'LIMIT_REACHED' | 'DECLINED' | 'AUTHENTICATION_NEEDED';

/** The delay after the first failure; each further failure doubles it. */
export const COOL_DOWN_MS = HOUR_MS;

/** Card networks charge fees for repeated attempts on a declined card. */
export const DECLINES_MAX = 4;

/** Decline codes after which a retry cannot succeed. https://docs.stripe.com/declines/codes */
const FOR_GOOD = /^(lost_card|stolen_card|fraudulent|pickup_card|restricted_card|merchant_blacklist)$/;
const AUTHENTICATION = /^authentication_(required|not_handled)$/;

/** The outcome of an attempt and the resulting state of the top-up. */
export interface TopUpResult {
  readonly projectId: ProjectId;
  readonly state: AutoTopUpState;
  readonly declines: number;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Null if no retry is scheduled: the next debit below the threshold arms the top-up, or, if it is paused, an administrator. */
  readonly nextAttemptAt: Instant | null;
  readonly at: Instant;
}

export function paidTopUp(projectId: ProjectId, at: Instant): TopUpResult {
  return { projectId, state: 'ACTIVE', declines: 0, failure: null, nextAttemptAt: null, at };
}

/** `declinesBefore` counts the declines since the last successful payment. */
export function failedTopUp(
  projectId: ProjectId,
  { code, message, declineCode }: PaymentFailure,
  declinesBefore: number,
  at: Instant,
): TopUpResult {
  const declines = declinesBefore + 1;
  const common = { projectId, declines, failure: { code: declineCode ?? code, message }, at };
  if (AUTHENTICATION.test(code) || AUTHENTICATION.test(declineCode ?? '')) {
    return { ...common, state: 'AUTHENTICATION_NEEDED', nextAttemptAt: null };
  }
  if (declines >= DECLINES_MAX || FOR_GOOD.test(declineCode ?? code)) {
    return { ...common, state: 'DECLINED', nextAttemptAt: null };
  }
  return { ...common, state: 'ACTIVE', nextAttemptAt: at + COOL_DOWN_MS * 2 ** declinesBefore };
}

const update = overRows<TopUpResult>(
  'auto_top_ups_result',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    state: ['auto_top_up_state', ({ state }) => state],
    declines: ['int', ({ declines }) => declines],
    failure_code: ['text', ({ failure }) => failure?.code ?? null],
    failure_message: ['text', ({ failure }) => failure?.message ?? null],
    next_attempt_at: ['float8', ({ nextAttemptAt }) => nextAttemptAt],
    at: ['float8', ({ at }) => at],
  },
  (rows) => `update auto_top_ups a set state = now.state, declines = now.declines, failure_code = now.failure_code,
      failure_message = now.failure_message, next_attempt_at = to_timestamp(now.next_attempt_at / 1000),
      armed_at = case when now.next_attempt_at is null then null else to_timestamp(now.at / 1000) end
    from ${rows} now
    where a.project_id = now.project_id`,
);

export type WriteTopUpResults = (results: readonly TopUpResult[]) => Statement[];

/** Writes the outcomes of attempts, and with the given statements the webhooks and mails about failed ones. */
export function topUpResultsWriter(others: readonly TopUpFailureStatement[]): WriteTopUpResults {
  return (results) => {
    if (results.length === 0) return [];
    const failed = results.flatMap(({ projectId, failure, at }) => (failure ? [{ projectId, failure, at }] : []));
    return [update(results), ...(failed.length > 0 ? [topUpEvents, ...others].map((tell) => tell(failed)) : [])];
  };
}
