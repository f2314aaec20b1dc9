import { registerEnumType } from 'type-graphql';
import type { ActionStatus as Status } from '../actions/action.ts';
import type { Role as AccessRole } from '../access/viewer.ts';
import type { AuditAct as Act } from '../audit/audit.ts';
import type { CapPeriod } from '../instant.ts';
import type { ActionKind as Kind, EntryKind } from '../ledger/kernel/entry.ts';
import type { GrantSource as Source } from '../ledger/kernel/grant.ts';
import type { UsageInterval as Interval } from '../ledger/queries/usage-buckets.ts';
import type { ProjectOrder as Order } from '../projects/project-page.ts';

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

export const ActionKind = enumOf<Kind>('ActionKind', 'One of the four things that can be done for credits.', {
  PROMPT:
    'Prompt: makes a first picture from model, styling and background, and a photo of the product if there is one.',
  PROMPT_EDIT: 'Prompt (Edit): refines the prompt of an earlier picture.',
  BACKGROUND: 'Background: puts the picture before another background.',
  EXPAND: "Expand: widens the picture's frame.",
});

export const ActionStatus = enumOf<Status>('ActionStatus', 'How far an action has come.', {
  QUEUED: 'Accepted and charged; not begun yet. It can still be canceled.',
  RUNNING: 'An engine is making the picture.',
  SUCCEEDED: 'The picture is there.',
  FAILED: 'There will be no picture. The charge has been refunded.',
  CANCELED: 'Canceled before it began. The charge has been refunded.',
});

export const CreditTransactionKind = enumOf<EntryKind>('CreditTransactionKind', 'What a line of the ledger records.', {
  GRANT: 'Credits came in. The amount is positive.',
  CHARGE: 'An action was accepted. The amount is negative, or 0 for a free action.',
  REFUND: "An action's charge was given back. The amount is that of the charge, positive.",
  EXPIRY: 'What was left of a grant lapsed at its expiry. The amount is negative.',
  REVOCATION: 'What was left of a grant was taken back. The amount is negative.',
  TRANSFER_IN: 'Credits came from another project. The amount is positive.',
  TRANSFER_OUT: 'Credits went to another project. The amount is negative.',
});

export const GrantSource = enumOf<Source>('GrantSource', 'Where granted credits come from.', {
  MANUAL: 'Given by hand.',
  PURCHASE: 'Bought.',
  ALLOWANCE: 'Part of a recurring allowance.',
  PROMOTION: 'Given as a promotion.',
  TRANSFER: 'Transferred from another project.',
});

export const UsageInterval = enumOf<Interval>(
  'UsageInterval',
  'The length of a bucket, by the wall clocks of a time zone.',
  {
    HOUR: 'From one full hour to the next.',
    DAY: 'From midnight to midnight: 23 or 25 hours where the clocks are changed.',
    WEEK: 'An ISO week, from Monday.',
    MONTH: 'A calendar month.',
  },
);

export const ProjectOrder = enumOf<Order>('ProjectOrder', 'Which project comes first.', {
  NEWEST_FIRST: 'The one that was made last.',
  LAST_ACTIVE_FIRST: 'The one with the newest lastActivityAt. In which something happens meanwhile moves to the front.',
});

export const CreditCapPeriod = enumOf<CapPeriod>('CreditCapPeriod', 'How often a spending cap begins anew.', {
  DAY: 'At midnight UTC.',
  MONTH: 'On the first of the month at midnight UTC.',
});

export const AuditAct = enumOf<Act>('AuditAct', 'What an administrator can do to a workspace.', {
  API_KEY_CREATED: 'Made an API key.',
  API_KEY_REVOKED: 'Revoked an API key.',
  CREDITS_GRANTED: 'Granted credits to a project.',
  PROJECT_ARCHIVED: 'Archived a project.',
});

export const Role = enumOf<AccessRole>(
  'Role',
  'What a credential may do. Each role may do what the ones before it may.',
  {
    VIEWER: 'Reads and subscribes.',
    EDITOR: 'Also creates projects, uploads images and performs actions.',
    ADMIN: 'Also grants credits and manages the workspace.',
  },
);
