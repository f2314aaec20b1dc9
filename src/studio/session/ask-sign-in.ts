import { say } from '../language/say.ts';
/** Why a request of the sign-in was refused, in the words of the server. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  /** Whether the same request may succeed later. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean) {
    super(message);
    this.isPassing = isPassing;
  }
}

/** Asks one of the routes of /sign-in: posts `body`, or gets where there is none. Throws SignInError. */
export async function askSignIn<Answer>(name: string, body: object | null): Promise<Answer> {
  const response = await fetch(`/sign-in/${name}`, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (response?.ok) return answer as Answer; // by the server of this page
  const { error } = Object(answer) as { error?: { message?: string } }; // the format of its refusals
  const isPassing = response === null || response.status >= 500 || response.status === 429;
  throw new SignInError(error?.message ?? say('session.noAnswer'), isPassing);
}
