import { registerEnumType } from 'type-graphql';
import type { ActionStatus as Status } from '../actions/action.ts';
import type { BatchMode as Mode } from '../actions/batch-performer.ts';
import type { Role as AccessRole } from '../access/viewer.ts';
import type { AuditAct as Act } from '../audit/audit.ts';
import type { Trade as TradeName } from '../examples/prompt-example.ts';
import type { CapPeriod } from '../instant.ts';
import type { AllowanceInterval as EveryInterval } from '../ledger/kernel/allowance.ts';
import type { ActionKind as Kind, EntryKind } from '../ledger/kernel/entry.ts';
import type { MailAlert as Alert } from '../mail/mail-alert.ts';
import type { GrantSource as Source } from '../ledger/kernel/grant.ts';
import type { UsageGroupBy as GroupBy } from '../ledger/queries/counted-usage.ts';
import type { UsageInterval as Interval } from '../ledger/queries/usage-buckets.ts';
import type { WebhookDeliveryStatus as DeliveryStatus, WebhookEvent as Event } from '../webhooks/webhook-event.ts';
import type { PurchaseSource as BuyingSource, PurchaseStatus as BuyingStatus } from '../purchases/purchase.ts';
import type { AutoTopUpState as TopUpState } from '../purchases/top-up-result.ts';
import type { ProjectOrder as Order } from '../projects/project-page.ts';
import type { Verdict as GuestDecision } from '../shares/feedback.ts';

/** An enum whose values are the words that the code uses already, in the order in which clients read them. */
function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): { readonly [Each in Value]: Each } {
  const names = Object.keys(values) as Value[]; // the keys of a record of Value are Values
  const object = Object.fromEntries(names.map((value) => [value, value])) as { [Each in Value]: Each }; // each to itself
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }])) as {
    [Each in Value]: { description: string };
  }; // one for each name
  registerEnumType(object, { name, description, valuesConfig });
  return object;
}

export const ActionKind = enumOf<Kind>('ActionKind', 'The kind of an action.', {
  PROMPT:
    'Prompt: makes a first picture from model, styling and background, and a photo of the product if there is one.',
  PROMPT_EDIT: 'Prompt (Edit): refines the prompt of an earlier picture.',
  BACKGROUND: 'Background: puts the picture before another background.',
  EXPAND: "Expand: widens the picture's frame.",
});

export const ActionStatus = enumOf<Status>('ActionStatus', 'The state of an action.', {
  QUEUED: 'Accepted and charged, but not started. It can still be canceled.',
  RUNNING: 'An engine is making the picture.',
  SUCCEEDED: 'The picture is ready.',
  FAILED: 'The action ended without a picture. The charge has been refunded.',
  CANCELED: 'Canceled before it started, or refunded before it ended. The charge has been refunded.',
});

export const Trade = enumOf<TradeName>('Trade', 'A line of business, named by its products.', {
  FASHION: 'Clothes, shoes and bags.',
  COSMETICS: 'Cosmetics, perfumes and candles.',
  FOOD: 'Food and drinks.',
  FURNITURE: 'Furniture, lamps and plants.',
  JEWELLERY: 'Jewellery, watches and glasses.',
  ELECTRONICS: 'Phones, headphones and other devices.',
});

export const BatchMode = enumOf<Mode>('BatchMode', 'Whether a refused item of a batch stops the others.', {
  ALL_OR_NOTHING: 'All items are performed or none: if one is refused, so are the others.',
  AS_MANY_AS_AFFORDABLE:
    'Each item is performed or refused on its own, in the given order, as long as the credits last.',
});

export const CreditTransactionKind = enumOf<EntryKind>('CreditTransactionKind', 'What a transaction records.', {
  GRANT: 'Credits were granted. The amount is positive.',
  CHARGE: 'An action was accepted. The amount is negative, or 0 for a free action.',
  REFUND: "An action's charge was refunded. The amount is that of the charge, positive.",
  EXPIRY: 'The unspent credits of a grant expired. The amount is negative.',
  REVOCATION: 'The unspent credits of a grant were revoked. The amount is negative.',
  TRANSFER_IN: 'Credits came from another project. The amount is positive.',
  TRANSFER_OUT: 'Credits went to another project. The amount is negative.',
});

export const GrantSource = enumOf<Source>('GrantSource', 'The origin of granted credits.', {
  MANUAL: 'Granted manually.',
  PURCHASE: 'Purchased.',
  ALLOWANCE: 'Part of a recurring allowance.',
  PROMOTION: 'Granted as a promotion.',
  TRANSFER: 'Transferred from another project.',
});

export const UsageInterval = enumOf<Interval>(
  'UsageInterval',
  'The length of a usage bucket, in the local time of the time zone.',
  {
    HOUR: 'From one full hour to the next.',
    DAY: 'From midnight to midnight: 23 or 25 hours when daylight saving time starts or ends.',
    WEEK: 'An ISO week, starting on Monday.',
    MONTH: 'A calendar month.',
  },
);

export const UsageGroupBy = enumOf<GroupBy>('UsageGroupBy', 'The dimension by which a usage report is grouped.', {
  ACTOR: 'Who performed the actions: the names of API keys, and the subjects of tokens.',
  KEY: 'The API keys that the actions were charged to: the key of the request, or the key that created its access token.',
  KIND: 'The kinds of the actions.',
});

export const ProjectOrder = enumOf<Order>('ProjectOrder', 'The order of a list of projects.', {
  NEWEST_FIRST: 'Most recently created first.',
  LAST_ACTIVE_FIRST:
    'Most recently active first, by lastActivityAt. A project that becomes active while you page moves to the front.',
});

export const CreditCapPeriod = enumOf<CapPeriod>('CreditCapPeriod', 'When a spending cap resets.', {
  DAY: 'Every day at midnight UTC.',
  MONTH: 'On the first day of every month at midnight UTC.',
});

export const WebhookEvent = enumOf<Event>('WebhookEvent', 'The events that a webhook endpoint can receive.', {
  BALANCE_LOW: 'The balance fell to or below the low balance threshold of the project. Type: balance.low.',
  BALANCE_RECOVERED: 'The balance rose above the threshold again. Type: balance.recovered.',
  BALANCE_DEPLETED:
    'An action was refused because the balance is too low; once until the balance changes. Type: balance.depleted.',
  ACTION_SUCCEEDED: 'The picture of an action is ready. Type: action.succeeded.',
  ACTION_FAILED: 'An action failed, and its charge was refunded. Type: action.failed.',
  CREDITS_GRANTED: 'Credits were granted to a project. Type: credits.granted.',
  CREDITS_EXPIRED: 'Unspent credits of a grant expired. Type: credits.expired.',
  PURCHASE_PAID: 'A purchase was paid, and its credits were granted. Type: purchase.paid.',
  PURCHASE_REVERSED:
    'A purchase was refunded or disputed, or a dispute was won: reversedCredits has changed. Type: purchase.reversed.',
  AUTO_TOP_UP_FAILED: 'An automatic top-up failed, or would exceed the limit of the month. Type: auto_top_up.failed.',
  TEST: 'Sent by sendTestWebhook alone; endpoints do not choose it. Type: webhook.test.',
});

export const WebhookDeliveryStatus = enumOf<DeliveryStatus>('WebhookDeliveryStatus', 'The state of a delivery.', {
  PENDING: 'It has not been attempted yet, or will be attempted again at nextAttemptAt.',
  DELIVERED: 'The endpoint answered with a status from 200 to 299.',
  FAILED: 'The last of ten attempts failed, or the endpoint answered 410.',
});

export const PurchaseSource = enumOf<BuyingSource>('PurchaseSource', 'How a purchase was made.', {
  CHECKOUT: 'A person paid on a page of Stripe.',
  AUTO_TOP_UP: 'The automatic top-up of the project charged the saved payment method.',
});

export const PurchaseStatus = enumOf<BuyingStatus>('PurchaseStatus', 'The state of a purchase.', {
  PENDING: 'The buyer has not paid yet.',
  PROCESSING:
    'Paid by a method that takes days, such as a bank debit; or held, for the reason in failure. There are no credits yet.',
  PAID: 'Paid, and the credits were granted.',
  PARTLY_REVERSED: 'A part was refunded or disputed.',
  REVERSED: 'All its credits were refunded or disputed.',
  FAILED: 'It was not paid: see failure.',
  EXPIRED: 'Nobody paid in time.',
});

export const AutoTopUpState = enumOf<TopUpState>(
  'AutoTopUpState',
  'Whether an automatic top-up is active, or why it is paused.',
  {
    ACTIVE: 'The next debit that leaves at most the threshold starts a top-up, or one starts at nextAttemptAt.',
    NO_PAYMENT_METHOD: 'Paused: there is no saved payment method. Buy a pack with savePaymentMethod.',
    LIMIT_REACHED: 'Another pack would exceed the limit of this month. Top-ups continue next month.',
    DECLINED:
      'Paused: four payments in a row were declined, or the card was lost, stolen or used fraudulently. Save another payment ' +
      'method, or set the automatic top-up again.',
    AUTHENTICATION_NEEDED:
      'Paused: the bank asks the card holder to confirm. Buy a pack with savePaymentMethod, and confirm it there.',
  },
);

export const AllowanceInterval = enumOf<EveryInterval>(
  'AllowanceInterval',
  'How often the credits of an allowance are granted.',
  {
    DAY: 'Every day, at the time of the first date.',
    WEEK: 'Every seven days, at the time of the first date.',
    MONTH: 'Every month on the day of the first date; in a shorter month, on its last day.',
  },
);

export const AuditAct = enumOf<Act>('AuditAct', 'The kind of an audit entry.', {
  ALLOWANCE_SET: 'Set or changed the allowance of a project.',
  ALLOWANCE_ENDED: 'Ended the allowance of a project.',
  AUTO_TOP_UP_SET: 'Set the automatic top-up of a project.',
  AUTO_TOP_UP_ENDED: 'Ended the automatic top-up of a project.',
  CREDIT_PACKS_PUBLISHED: 'Published credit packs.',
  PURCHASE_REFUNDED: 'Refunded the unspent credits of a purchase.',
  ACTION_REFUNDED: 'Refunded the charge of an action.',
  API_KEY_CREATED: 'Created an API key.',
  API_KEY_EMAIL_SET: 'Set or removed the e-mail address of an API key.',
  API_KEY_REVOKED: 'Revoked an API key.',
  SIGN_IN_LINK_CREATED: 'Created a sign-in link for the holder of an API key.',
  SIGN_IN_LINK_REVOKED: 'Revoked an unused sign-in link.',
  SIGN_IN_LINK_USED: 'Signed in with a sign-in link, which gave the API key a new secret.',
  CREDITS_GRANTED: 'Granted credits to a project.',
  CREDITS_TRANSFERRED: 'Transferred credits from the project to another one.',
  GRANT_REVOKED: 'Revoked a grant.',
  PRICE_LIST_PUBLISHED: 'Published a price list that takes effect at once or at a future time.',
  PRICE_LIST_WITHDRAWN: 'Withdrew a price list before it took effect.',
  IMAGE_DELETED: 'Deleted an image.',
  COMMENT_DELETED: 'Deleted a comment on an image.',
  SHARE_LINK_CREATED: 'Created a share link.',
  SHARE_LINK_REVOKED: 'Revoked a share link.',
  PROJECT_ARCHIVED: 'Archived a project.',
  PROJECT_RESTORED: 'Restored an archived project.',
  PROJECT_ERASED: 'Erased the pictures and words of a project for good.',
  WEBHOOK_ENDPOINT_CREATED: 'Created a webhook endpoint.',
  WEBHOOK_ENDPOINT_UPDATED: 'Changed the URL or the events of a webhook endpoint, or enabled or disabled it.',
  WEBHOOK_ENDPOINT_DELETED: 'Deleted a webhook endpoint.',
  WEBHOOK_ENDPOINT_SWITCHED_OFF:
    'The system disabled a webhook endpoint that answered 410 or whose deliveries had failed for five days.',
  WEBHOOK_SECRET_ROTATED: 'Gave a webhook endpoint another secret.',
});

export const Verdict = enumOf<GuestDecision>('Verdict', 'The verdict of a guest on a picture.', {
  APPROVED: 'The guest approves the picture.',
  CHANGES_WANTED: 'The guest requests changes to the picture.',
});

export const Role = enumOf<AccessRole>(
  'Role',
  'The permissions of a credential. Order: VIEWER, EDITOR, ADMIN; each includes the permissions of the ones before it.',
  {
    VIEWER: 'May query and subscribe.',
    EDITOR: 'May also create projects, upload images and perform actions.',
    ADMIN:
      'May also grant, revoke, transfer and refund credits, publish prices, archive projects, and manage API keys.',
  },
);

export const MailAlert = enumOf<Alert>('MailAlert', 'An event that a person can be notified of by e-mail.', {
  BALANCE_LOW:
    'The balance of a project fell to or below its low balance threshold. At most once an hour for each project.',
  BALANCE_DEPLETED: 'An action was refused because the balance was too low. At most once an hour for each project.',
  AUTO_TOP_UP_FAILED:
    'An automatic top-up failed. The mail says why, and what to do. At most once an hour for each project.',
  KEY_ENDING:
    'A key expires within seven days. Sent to its holder and to ADMINs with every project, once for each key.',
});
