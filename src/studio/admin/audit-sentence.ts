import { formatCredits, formatInstant } from '../language/formats.ts';
import { GRANT_SOURCE } from '../credits/grant-source.ts';
import { say } from '../language/say.ts';
import type { AuditAct, AuditLineFragment } from '../generated/graphql.ts';

const USUAL_PRIORITY = '50';

/** The prices of a list, by the kind of the action. */
const ACTION_WORD: Readonly<Record<string, string>> = {
  PROMPT: 'Prompt',
  PROMPT_EDIT: 'Prompt (Edit)',
  BACKGROUND: 'Background',
  EXPAND: 'Expand',
};

/** What was done, in a few words. */
export const ACT_WORD: Readonly<Record<AuditAct, string>> = {
  ACTION_REFUNDED: 'Refunded an action',
  ALLOWANCE_ENDED: 'Ended an allowance',
  ALLOWANCE_SET: 'Set an allowance',
  AUTO_TOP_UP_ENDED: 'Ended an automatic top-up',
  AUTO_TOP_UP_SET: 'Set an automatic top-up',
  CREDIT_PACKS_PUBLISHED: 'Put credit packs for sale',
  PURCHASE_REFUNDED: 'Refunded a purchase',
  API_KEY_CREATED: 'Made a key',
  API_KEY_EMAIL_SET: 'Set the e-mail of a key',
  API_KEY_REVOKED: 'Revoked a key',
  SIGN_IN_LINK_CREATED: 'Made a sign-in link',
  SIGN_IN_LINK_REVOKED: 'Revoked a sign-in link',
  SIGN_IN_LINK_USED: 'Signed in by a link',
  CREDITS_GRANTED: 'Added credits',
  CREDITS_TRANSFERRED: 'Transferred credits',
  GRANT_REVOKED: 'Took a grant back',
  PRICE_LIST_PUBLISHED: 'Published prices',
  PRICE_LIST_WITHDRAWN: 'Took planned prices back',
  IMAGE_DELETED: 'Deleted a picture',
  PROJECT_ARCHIVED: 'Archived a project',
  PROJECT_RESTORED: 'Restored a project',
  PROJECT_ERASED: 'Erased a project for good',
  WEBHOOK_ENDPOINT_CREATED: 'Made a webhook',
  WEBHOOK_ENDPOINT_UPDATED: 'Changed a webhook',
  WEBHOOK_ENDPOINT_DELETED: 'Deleted a webhook',
  WEBHOOK_ENDPOINT_SWITCHED_OFF: 'Switched a webhook off',
  WEBHOOK_SECRET_ROTATED: 'Changed the secret of a webhook',
};

/** What has changed by it, each change in a few words. The name and the credits come first. */
export function changesInWords({ changes }: AuditLineFragment): string[] {
  return changes
    .toSorted((one, other) => rank(one.field) - rank(other.field))
    .flatMap(({ field, before, after }) => {
      if (field === 'effectiveAt') return [`from ${formatInstant(after ?? before ?? '')}`];
      if (field in ACTION_WORD) return before === after ? [] : [`${ACTION_WORD[field]} ${before ?? '–'} → ${after}`];
      return typeof after === 'string' ? [inWords(field, after)] : [];
    })
    .filter((words) => words !== '');
}

function inWords(field: string, value: string): string {
  switch (field) {
    case 'name':
    case 'note':
    case 'reason':
      return `“${value}”`;
    case 'role':
      return value.toLowerCase();
    case 'credits':
      return formatCredits(Number(value));
    case 'creditCap': {
      const [credits = '', per = ''] = value.split(' ');
      return `at the most ${formatCredits(Number(credits))} a ${per.toLowerCase()}`;
    }
    case 'projectIds': {
      const count = value.split(' ').length;
      return count === 1 ? 'for 1 project' : `for ${count} projects`;
    }
    case 'expiresAt':
      return `until ${formatInstant(value)}`;
    case 'source':
      return sourceInWords(value);
    case 'every':
      return `every ${value.toLowerCase()}`;
    case 'rollover':
      return value === 'true' ? 'what is left is kept' : 'what is left expires';
    case 'rolloverCap':
      return `up to ${formatCredits(Number(value))}`;
    case 'timeZone':
      return value === 'UTC' ? '' : `in ${value}`;
    case 'startAt':
      return `from ${formatInstant(value)}`;
    case 'priority':
      return value === USUAL_PRIORITY ? '' : `priority ${value}`;
    case 'revokedAt':
    case 'archivedAt':
    case 'erasedAt':
      return '';
    default:
      return `${field} ${value}`;
  }
}

function sourceInWords(value: string): string {
  const known = Object.entries(GRANT_SOURCE).find(([source]) => source === value);
  return (known ? say(known[1]) : value).toLowerCase();
}

function rank(field: string): number {
  return ['name', 'credits', 'role'].includes(field) ? 0 : 1;
}
