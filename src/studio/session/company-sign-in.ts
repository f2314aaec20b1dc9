/** Sign-in at the company's OpenID provider. The server exchanges the code and keeps what lasts; see src/server/sign-in-routes.ts. */
import type { Credential } from './credential.ts';

const CALLBACK_PATH = '/sign-in/callback';

/** Fetched so long before the end of a token that an open socket never outlives it. */
const RENEWED_BEFORE_MS = 60_000; // 1 minute; a quarter of the lifetime of shorter tokens

/** Why a request of the sign-in was refused, in the words of the server. */
export class CompanySignInError extends Error {
  override readonly name = 'CompanySignInError';
  /** Whether the same request may succeed later. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean) {
    super(message);
    this.isPassing = isPassing;
  }
}

interface Told {
  readonly token: string;
  readonly lifetimeMs: number;
  readonly isRenewable: boolean;
}

/** The host of the provider; null: people sign in with keys alone. */
export async function companyProvider(): Promise<string | null> {
  const { provider } = await send<{ provider: string | null }>('provider', null);
  return provider;
}

/** Leaves the page for the provider. */
export async function goToCompany(returnTo: string): Promise<void> {
  const { url } = await send<{ url: string }>('start', { returnTo });
  location.assign(url);
}

/** What the provider answered by way of the address, taken out of it at once; null where the person comes from elsewhere. */
export function takeAnswerOfCompany(): string | null {
  if (location.pathname !== CALLBACK_PATH) return null;
  const answer = location.search.slice(1);
  history.replaceState(null, '', '/');
  return answer;
}

export async function finishAtCompany(answer: string): Promise<{ credential: Credential; returnTo: string }> {
  const { returnTo, ...told } = await send<Told & { returnTo: string }>('finish', { answer });
  return { credential: credentialOf(told), returnTo };
}

/** The next token; null where nobody is signed in at the company in this browser. */
export async function renewAtCompany(): Promise<Credential | null> {
  const told = await send<Told | { token: null }>('renew', {});
  return told.token === null ? null : credentialOf(told);
}

export async function endAtCompany(): Promise<void> {
  await send('end', {});
}

function credentialOf({ token, lifetimeMs, isRenewable }: Told): Credential {
  const early = Math.min(RENEWED_BEFORE_MS, lifetimeMs / 4);
  return { secret: token, isKept: false, company: { renewAt: isRenewable ? Date.now() + lifetimeMs - early : null } };
}

/** Posts `body`, or gets where there is none. */
async function send<Answer>(name: string, body: object | null): Promise<Answer> {
  const response = await fetch(`/sign-in/${name}`, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (response?.ok) return answer as Answer; // by the server of this page
  const { error } = Object(answer) as { error?: { message?: string } }; // the format of its refusals
  const isPassing = response === null || response.status >= 500 || response.status === 429;
  throw new CompanySignInError(error?.message ?? 'Darkroom does not answer. Try again in a minute.', isPassing);
}
