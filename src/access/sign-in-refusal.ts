/** Why a sign-in at the OpenID provider was refused, and what the person can do. The page has its own text for each code. */
const MESSAGES = {
  NOT_STARTED_HERE:
    'This sign-in was not started in this browser, was finished before, or took longer than 10 minutes. Sign in again.',
  ACCESS_DENIED: 'The provider did not let you in, or you did not give your consent. Try again, or ask your admin.',
  SIGN_IN_REQUIRED: 'The provider asks you to sign in there first. Try again.',
  CONSENT_REQUIRED: 'The provider asks for your consent first. Try again, and agree there.',
  ACCOUNT_REQUIRED: 'The provider asks which account is yours. Try again, and choose one there.',
  PROVIDER_BUSY: 'The provider is busy. Try again in a minute.',
  PROVIDER_FAILED: 'The provider failed. Try again in a minute.',
  PROVIDER_NOT_SET_UP:
    'The provider refused: it is not set up for this Darkroom yet. Tell your admin: the log of the server contains the reason.',
  NO_ACCESS:
    'The provider knows you, but its token gives you no access here: it has no role, or is for another application. Ask your admin.',
  SIGN_IN_OVER: 'The provider no longer accepts this sign-in. Sign in again.',
  INVALID_RESPONSE: 'The response of the provider is invalid. Sign in again; if it happens again, tell your admin.',
  OTHER_PERSON: 'The provider answered for somebody else. Sign in again.',
} as const;

export type SignInRefusalCode = keyof typeof MESSAGES;
export const SIGN_IN_REFUSAL_CODES = Object.keys(MESSAGES) as SignInRefusalCode[]; // its keys are the codes

/** A sign-in at the OpenID provider was refused. The message is for the person. */
export class SignInRefusal extends Error {
  override readonly name = 'SignInRefusal';
  readonly code: SignInRefusalCode;

  constructor(code: SignInRefusalCode) {
    super(MESSAGES[code]);
    this.code = code;
  }
}

/** `error` as RFC 6749, section 4.1.2.1, and OpenID Connect Core, section 3.1.2.6, define it. */
const CODES = new Map<string, SignInRefusalCode>([
  ['access_denied', 'ACCESS_DENIED'],
  ['login_required', 'SIGN_IN_REQUIRED'],
  ['interaction_required', 'SIGN_IN_REQUIRED'],
  ['consent_required', 'CONSENT_REQUIRED'],
  ['account_selection_required', 'ACCOUNT_REQUIRED'],
  ['temporarily_unavailable', 'PROVIDER_BUSY'],
  ['server_error', 'PROVIDER_FAILED'],
]);

/** The provider's `error_description` is not shown, because the author of a forged link could choose its text. */
export function refusedByProvider(error: string): SignInRefusal {
  return new SignInRefusal(CODES.get(error) ?? 'PROVIDER_NOT_SET_UP');
}
