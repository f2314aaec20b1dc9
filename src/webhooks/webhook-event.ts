/** The events that endpoints can subscribe to, and the `type` of their messages. */
export const MESSAGE_TYPES = {
  BALANCE_LOW: 'balance.low',
  BALANCE_RECOVERED: 'balance.recovered',
  BALANCE_DEPLETED: 'balance.depleted',
  ACTION_SUCCEEDED: 'action.succeeded',
  ACTION_FAILED: 'action.failed',
  CREDITS_GRANTED: 'credits.granted',
  CREDITS_EXPIRED: 'credits.expired',
  PURCHASE_PAID: 'purchase.paid',
  PURCHASE_REVERSED: 'purchase.reversed',
  AUTO_TOP_UP_FAILED: 'auto_top_up.failed',
  TEST: 'webhook.test',
} as const;

export type WebhookEvent = keyof typeof MESSAGE_TYPES;

export const WEBHOOK_DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED'] as const;
export type WebhookDeliveryStatus = (typeof WEBHOOK_DELIVERY_STATUSES)[number];
