import { formatCredits, formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { moneyText } from '../purchases/money.ts';
import type { AuditAct, AuditLineFragment } from '../generated/graphql.ts';
import type { LabelKey } from '../language/messages/message-types.ts';

const USUAL_PRIORITY = '50';

/** The prices of a list, by the kind of the action. */
const ACTION_WORD: Readonly<Record<string, LabelKey>> = {
  PROMPT: 'actions.PROMPT',
  PROMPT_EDIT: 'actions.PROMPT_EDIT',
  BACKGROUND: 'actions.BACKGROUND',
  EXPAND: 'actions.EXPAND',
};

/** What was done, in a few words. */
export const ACT_WORD: Readonly<Record<AuditAct, LabelKey>> = {
  ACTION_REFUNDED: 'audit.refundedAction',
  ALLOWANCE_ENDED: 'audit.allowanceEnded',
  ALLOWANCE_SET: 'audit.allowanceSet',
  AUTO_TOP_UP_ENDED: 'audit.topUpEnded',
  AUTO_TOP_UP_SET: 'audit.topUpSet',
  CREDIT_PACKS_PUBLISHED: 'audit.packsPublished',
  PURCHASE_REFUNDED: 'audit.purchaseRefunded',
  API_KEY_CREATED: 'audit.keyMade',
  API_KEY_EMAIL_SET: 'audit.keyMail',
  API_KEY_REVOKED: 'audit.keyRevoked',
  SIGN_IN_LINK_CREATED: 'audit.linkMade',
  SIGN_IN_LINK_REVOKED: 'audit.linkRevoked',
  SIGN_IN_LINK_USED: 'audit.linkUsed',
  CREDITS_GRANTED: 'audit.creditsAdded',
  CREDITS_TRANSFERRED: 'audit.creditsMoved',
  GRANT_REVOKED: 'audit.grantRevoked',
  PRICE_LIST_PUBLISHED: 'audit.pricesPublished',
  PRICE_LIST_WITHDRAWN: 'audit.pricesWithdrawn',
  IMAGE_DELETED: 'audit.pictureDeleted',
  COMMENT_DELETED: 'audit.commentDeleted',
  SHARE_LINK_CREATED: 'audit.shareMade',
  SHARE_LINK_REVOKED: 'audit.shareRevoked',
  PROJECT_ARCHIVED: 'audit.projectArchived',
  PROJECT_RESTORED: 'audit.projectRestored',
  PROJECT_ERASED: 'audit.projectErased',
  WEBHOOK_ENDPOINT_CREATED: 'audit.webhookMade',
  WEBHOOK_ENDPOINT_UPDATED: 'audit.webhookChanged',
  WEBHOOK_ENDPOINT_DELETED: 'audit.webhookDeleted',
  WEBHOOK_ENDPOINT_SWITCHED_OFF: 'audit.webhookOff',
  WEBHOOK_SECRET_ROTATED: 'audit.webhookSecret',
};

/** What has changed by it, each change in a few words. The name and the credits come first. */
export function changesInWords({ changes }: AuditLineFragment): string[] {
  const currency = changes.find(({ field }) => field === 'currency')?.after;
  return changes
    .toSorted((one, other) => rank(one.field) - rank(other.field))
    .flatMap(({ field, before, after }) => {
      if (field === 'effectiveAt') return [say('audit.from', { at: formatInstant(after ?? before ?? '') })];
      if (field === 'minor') return currency && after ? [moneyText({ minor: Number(after), currency })] : [];
      const action = ACTION_WORD[field];
      if (action) return before === after ? [] : [`${say(action)} ${before ?? '–'} → ${after}`];
      return typeof after === 'string' ? [inWords(field, after)] : [];
    })
    .filter((words) => words !== '');
}

function inWords(field: string, value: string): string {
  switch (field) {
    case 'name':
    case 'note':
    case 'reason':
    case 'creditPack':
      return say('audit.quoted', { words: value });
    case 'email':
    case 'events':
    case 'packs':
    case 'prefix':
    case 'url':
      return value;
    case 'version':
      return say('audit.version', { version: value });
    case 'enabled':
      return say(value === 'true' ? 'audit.isOn' : 'audit.isOff');
    case 'threshold':
      return say('audit.below', { credits: formatCredits(Number(value)) });
    case 'monthlyLimit':
      return say('audit.monthly', { amount: value });
    case 'role':
      return say('audit.role', { role: value });
    case 'credits':
      return formatCredits(Number(value));
    case 'creditCap': {
      const [credits = '', per = ''] = value.split(' ');
      return say('audit.cap', { credits: formatCredits(Number(credits)), per });
    }
    case 'projectIds':
      return say('audit.forProjects', { count: value.split(' ').length });
    case 'images':
      return say('audit.pictures', { count: Number(value) });
    case 'endsAt':
    case 'expiresAt':
      return say('audit.until', { at: formatInstant(value) });
    case 'source':
      return say('audit.source', { source: value });
    case 'every':
      return say('audit.every', { every: value });
    case 'rollover':
      return say(value === 'true' ? 'audit.isKept' : 'audit.isExpired');
    case 'rolloverCap':
      return say('audit.upTo', { credits: formatCredits(Number(value)) });
    case 'timeZone':
      return value === 'UTC' ? '' : say('audit.inZone', { zone: value });
    case 'startAt':
      return say('audit.from', { at: formatInstant(value) });
    case 'priority':
      return value === USUAL_PRIORITY ? '' : say('audit.priority', { priority: value });
    case 'currency':
    case 'revokedAt':
    case 'archivedAt':
    case 'erasedAt':
      return '';
    default:
      return `${field} ${value}`;
  }
}

function rank(field: string): number {
  return ['name', 'credits', 'role'].includes(field) ? 0 : 1;
}
