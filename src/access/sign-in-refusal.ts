/** A sign-in at the OpenID provider was refused. The message is for the person. */
export class SignInRefusal extends Error {
  override readonly name = 'SignInRefusal';
}

/** `error` as RFC 6749, section 4.1.2.1, and OpenID Connect Core, section 3.1.2.6, define it. */
const WORDS = new Map([
  ['access_denied', 'The provider did not let you in, or you did not give your consent. Try again, or ask your admin.'],
  ['login_required', 'The provider asks you to sign in there first. Try again.'],
  ['interaction_required', 'The provider asks you to sign in there first. Try again.'],
  ['consent_required', 'The provider asks for your consent first. Try again, and agree there.'],
  ['account_selection_required', 'The provider asks which account is yours. Try again, and choose one there.'],
  ['temporarily_unavailable', 'The provider is busy. Try again in a minute.'],
  ['server_error', 'The provider failed. Try again in a minute.'],
]);

/** The provider's `error_description` is not shown, because the author of a forged link could choose its text. */
export function refusedByProvider(error: string): SignInRefusal {
  const word = /^[\w-]{1,64}$/.test(error) ? error : 'unknown';
  return new SignInRefusal(
    WORDS.get(error) ?? `The provider refused (${word}): it is not set up for this Darkroom yet. Tell your admin.`,
  );
}
