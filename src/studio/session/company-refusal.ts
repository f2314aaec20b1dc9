import { RouteError } from '../api/request-route.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';

/** The texts for the codes with which the server refuses a sign-in at the OpenID provider. */
const TEXTS: ReadonlyMap<string | null, LabelKey> = new Map<string, LabelKey>([
  ['NOT_STARTED_HERE', 'session.notStartedHere'],
  ['ACCESS_DENIED', 'session.accessDenied'],
  ['SIGN_IN_REQUIRED', 'session.signInThere'],
  ['CONSENT_REQUIRED', 'session.consentThere'],
  ['ACCOUNT_REQUIRED', 'session.accountThere'],
  ['PROVIDER_BUSY', 'session.providerBusy'],
  ['PROVIDER_FAILED', 'session.providerFailed'],
  ['PROVIDER_NOT_SET_UP', 'session.providerNotSetUp'],
  ['NO_ACCESS', 'session.noAccess'],
  ['SIGN_IN_OVER', 'session.signInOver'],
  ['INVALID_RESPONSE', 'session.invalidResponse'],
  ['OTHER_PERSON', 'session.otherPerson'],
]);

/** Says in the language of the page why nobody was signed in. A code without a text has the message of the server. */
export function companyRefusal(error: unknown): string {
  const text = error instanceof RouteError ? TEXTS.get(error.code) : undefined;
  if (text !== undefined) return say(text);
  return error instanceof Error ? error.message : String(error);
}
