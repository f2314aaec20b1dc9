import { creditsText } from '../credits-text.ts';
import type { ApiKeyId, ProjectId } from '../ids.ts';
import type { MailAlert } from './mail-alert.ts';

/** The URLs of pages that mails link to. */
export interface MailLinks {
  /** The page of a project's credits. */
  readonly credits: (id: ProjectId) => string;
  readonly keys: () => string;
  /** The page that explains how to change alerts. */
  readonly alerts: () => string;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

interface Told {
  readonly subject: string;
  /** The paragraphs of the text. */
  readonly body: readonly string[];
}

interface BalanceFacts {
  readonly projectId: ProjectId;
  readonly projectName: string;
  readonly balance: number;
}

/** The values that the transaction stored for each alert. */
export interface MailFacts {
  readonly BALANCE_LOW: BalanceFacts & { readonly threshold: number };
  readonly BALANCE_DEPLETED: BalanceFacts & { readonly required: number };
  readonly AUTO_TOP_UP_FAILED: BalanceFacts & {
    readonly state: 'ACTIVE' | 'NO_PAYMENT_METHOD' | 'LIMIT_REACHED' | 'DECLINED' | 'AUTHENTICATION_NEEDED';
    readonly message: string;
    readonly nextAttemptAt: number | null;
  };
  readonly KEY_ENDING: { readonly keyId: ApiKeyId; readonly keyName: string; readonly expiresAt: number };
}

/** What somebody can do about a failed top-up, by the state that follows. */
const REMEDIES: Readonly<Record<MailFacts['AUTO_TOP_UP_FAILED']['state'], string>> = {
  ACTIVE: 'Credits can also be bought here:',
  NO_PAYMENT_METHOD: 'Buy a pack, and let the card be kept for automatic top-ups:',
  LIMIT_REACHED: 'With a higher ceiling it goes on at once:',
  DECLINED: 'Buy a pack with another card and let it be kept, or set the top-up again to try this one:',
  AUTHENTICATION_NEEDED: 'Buy a pack, let the card be kept for automatic top-ups, and confirm the payment there:',
};

const TOLD: { readonly [Alert in MailAlert]: (facts: MailFacts[Alert], links: MailLinks) => Told } = {
  BALANCE_LOW: ({ projectId, projectName, balance, threshold }, links) => ({
    subject: `${oneLine(projectName)}: ${creditsText(balance)} left`,
    body: [
      `The balance of the project "${oneLine(projectName)}" fell to ${creditsText(balance)}. You are told at ${creditsText(threshold)} or fewer.`,
      `See what they were spent on, or add some:\n${links.credits(projectId)}`,
    ],
  }),
  BALANCE_DEPLETED: ({ projectId, projectName, balance, required }, links) => ({
    subject: `${oneLine(projectName)}: an action was refused, ${creditsText(balance)} left`,
    body: [
      `An action in the project "${oneLine(projectName)}" costs ${creditsText(required)}, and ${creditsText(balance)} ` +
        `${balance === 1 ? 'was' : 'were'} left. It was refused, and nothing was charged.`,
      `Add credits, then it can be asked for again:\n${links.credits(projectId)}`,
    ],
  }),
  AUTO_TOP_UP_FAILED: ({ projectId, projectName, balance, state, message, nextAttemptAt }, links) => ({
    subject: `${oneLine(projectName)}: the automatic top-up failed, ${creditsText(balance)} left`,
    body: [
      `The automatic top-up of the project "${oneLine(projectName)}" failed: ${oneLine(message)} ${creditsText(balance)} ` +
        `${balance === 1 ? 'is' : 'are'} left.`,
      `${nextAttemptAt === null ? 'It is paused' : `It goes on ${day(nextAttemptAt)} at ${time(nextAttemptAt)} UTC`}. ${REMEDIES[state]}\n${links.credits(projectId)}`,
    ],
  }),
  KEY_ENDING: ({ keyName, expiresAt }, links) => ({
    subject: `The key ${oneLine(keyName)} ends on ${day(expiresAt)}`,
    body: [
      `The API key "${oneLine(keyName)}" ends on ${day(expiresAt)} at ${time(expiresAt)} UTC. Whoever uses it is signed out then.`,
      `An ADMIN makes another one here:\n${links.keys()}`,
    ],
  }),
};

/** A mail in plain text. `facts` are the values that the transaction stored for the alert. */
export function mailText(alert: MailAlert, facts: Readonly<Record<string, unknown>>, links: MailLinks): MailText {
  const tell = TOLD[alert] as (facts: Readonly<Record<string, unknown>>, links: MailLinks) => Told; // they go together
  const { subject, body } = tell(facts, links);
  const end = `--\nYou are told because of your alerts. Choose others, or none:\n${links.alerts()}`;
  return { subject, text: `${[...body, end].join('\n\n')}\n` };
}

/** Removes line breaks from a name: they would start another header or paragraph. */
const oneLine = (name: string): string => name.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

const day = (at: number): string =>
  new Date(at).toLocaleDateString('en-US', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const time = (at: number): string => new Date(at).toISOString().slice(11, 16);
