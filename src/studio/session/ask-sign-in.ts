import { say } from '../language/say.ts';
/** A sign-in request was refused. The message is that of the server. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  /** Whether the same request may succeed if it is repeated later. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean) {
    super(message);
    this.isPassing = isPassing;
  }
}

/** Sends a request to a route below /sign-in: POST with `body`, otherwise GET. Throws SignInError. */
export async function askSignIn<Answer>(name: string, body: object | null): Promise<Answer> {
  const response = await fetch(`/sign-in/${name}`, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (response?.ok) return answer as Answer; // this server's own response
  const { error } = Object(answer) as { error?: { message?: string } }; // the format of its error responses
  const isPassing = response === null || response.status >= 500 || response.status === 429;
  throw new SignInError(error?.message ?? say('session.noAnswer'), isPassing);
}
