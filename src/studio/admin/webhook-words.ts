import type { WebhookDeliveryStatus, WebhookEvent } from '../generated/graphql.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { formatPlain } from '../language/formats.ts';
import { say } from '../language/say.ts';
import type { ListedDelivery } from './use-webhooks.ts';

export const EVENT_WORD: Readonly<Record<WebhookEvent, LabelKey>> = {
  BALANCE_LOW: 'webhooks.balanceLow',
  BALANCE_RECOVERED: 'webhooks.balanceRecovered',
  BALANCE_DEPLETED: 'webhooks.balanceDepleted',
  ACTION_SUCCEEDED: 'webhooks.actionSucceeded',
  ACTION_FAILED: 'webhooks.actionFailed',
  CREDITS_GRANTED: 'webhooks.creditsGranted',
  CREDITS_EXPIRED: 'webhooks.creditsExpired',
  PURCHASE_PAID: 'webhooks.purchasePaid',
  PURCHASE_REVERSED: 'webhooks.purchaseReversed',
  AUTO_TOP_UP_FAILED: 'webhooks.topUpFailed',
  TEST: 'webhooks.test',
};

/** What a webhook can be told of; a test is sent by hand. */
export const CHOICES = (Object.keys(EVENT_WORD) as WebhookEvent[]).filter((event) => event !== 'TEST'); // its keys are events

const STATUS_WORD: Readonly<Record<WebhookDeliveryStatus, LabelKey>> = {
  PENDING: 'webhooks.waiting',
  DELIVERED: 'webhooks.delivered',
  FAILED: 'webhooks.failed',
};

/** The state of a delivery in words. */
export function outcomeOf({ status, attempts, responseStatus, failure }: ListedDelivery): string {
  const result = responseStatus === null ? failure : say('webhooks.answered', { status: formatPlain(responseStatus) });
  const tries = attempts > 1 ? say('webhooks.tries', { tries: attempts }) : null;
  return [say(STATUS_WORD[status]), result, tries].filter((part) => part !== null).join(', ');
}
