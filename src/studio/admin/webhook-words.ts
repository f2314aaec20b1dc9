import type { WebhookDeliveryStatus, WebhookEvent } from '../generated/graphql.ts';
import type { ListedDelivery } from './use-webhooks.ts';

export const SECRET_ADVICE =
  'Copy it now to where your server verifies the requests; whoever has it can sign requests as this Darkroom does.';

export const EVENT_WORD: Readonly<Record<WebhookEvent, string>> = {
  BALANCE_LOW: 'Balance low',
  BALANCE_RECOVERED: 'Balance recovered',
  BALANCE_DEPLETED: 'Action refused for want of credits',
  ACTION_SUCCEEDED: 'Action succeeded',
  ACTION_FAILED: 'Action failed',
  CREDITS_GRANTED: 'Credits granted',
  CREDITS_EXPIRED: 'Credits expired',
  PURCHASE_PAID: 'Purchase paid',
  PURCHASE_REVERSED: 'Purchase refunded or disputed',
  AUTO_TOP_UP_FAILED: 'Automatic top-up failed',
  TEST: 'Test',
};

/** What a webhook can be told of; a test is sent by hand. */
export const CHOICES = (Object.keys(EVENT_WORD) as WebhookEvent[]).filter((event) => event !== 'TEST'); // its keys are events

const STATUS_WORD: Readonly<Record<WebhookDeliveryStatus, string>> = {
  PENDING: 'Waiting',
  DELIVERED: 'Delivered',
  FAILED: 'Failed',
};

/** What became of a delivery so far. */
export function outcomeOf({ status, attempts, responseStatus, failure }: ListedDelivery): string {
  const answer = responseStatus === null ? failure : `answered ${responseStatus}`;
  const tries = attempts > 1 ? `${attempts} tries` : null;
  return [STATUS_WORD[status], answer, tries].filter((part) => part !== null).join(', ');
}
