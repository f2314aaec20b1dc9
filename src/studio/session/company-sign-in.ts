/** Sign-in at the OpenID provider. The server exchanges the code and stores the refresh token: src/server/sign-in-routes.ts. */
import type { Credential } from './credential.ts';
import { requestRoute } from '../api/request-route.ts';
import { say } from '../language/say.ts';
import { useEffect, useState } from 'react';

const CALLBACK_PATH = '/sign-in/callback';

/** The time before its expiry at which a token is renewed, so that no socket stays open with an expired token. */
const RENEWED_BEFORE_MS = 60_000; // 1 minute; a quarter of the lifetime of shorter tokens

interface SessionResponse {
  readonly token: string;
  readonly lifetimeMs: number;
  readonly isRenewable: boolean;
}

/** The host of the provider; null: people sign in only with keys. */
export async function companyProvider(): Promise<string | null> {
  const { provider } = await requestSignIn<{ provider: string | null }>('provider', null);
  return provider;
}

/** Redirects the browser to the provider. */
export async function goToCompany(returnTo: string): Promise<void> {
  const { url } = await requestSignIn<{ url: string }>('start', { returnTo });
  location.assign(url);
}

/** Returns the query of the provider's redirect, and removes it from the URL; null if the provider did not redirect here. */
export function takeAuthorizationResponse(): string | null {
  if (location.pathname !== CALLBACK_PATH) return null;
  const authorizationResponse = location.search.slice(1);
  history.replaceState(null, '', '/');
  return authorizationResponse;
}

export async function finishAtCompany(
  authorizationResponse: string,
): Promise<{ credential: Credential; returnTo: string }> {
  const { returnTo, ...session } = await requestSignIn<SessionResponse & { returnTo: string }>('finish', {
    answer: authorizationResponse,
  });
  return { credential: credentialOf(session), returnTo };
}

/** The next token; null if this browser has no sign-in at the provider. Call it within `inTurn`. */
export async function renewAtCompany(): Promise<Credential | null> {
  const session = await requestSignIn<SessionResponse | { token: null }>('renew', {});
  return session.token === null ? null : credentialOf(session);
}

/** Call it within `inTurn`: the response to a renewal that is under way would set the cookie again. */
export async function endAtCompany(): Promise<void> {
  await requestSignIn('end', {});
}

function credentialOf({ token, lifetimeMs, isRenewable }: SessionResponse): Credential {
  const early = Math.min(RENEWED_BEFORE_MS, lifetimeMs / 4);
  return { secret: token, isKept: false, company: { renewAt: isRenewable ? Date.now() + lifetimeMs - early : null } };
}

/**
 * Tabs change the cookie of the sign-in one after the other, because a provider may treat a refresh token that is sent twice as
 * stolen.
 */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  // Web Locks exist only on pages over HTTPS and on localhost.
  return 'locks' in navigator ? navigator.locks.request('darkroom.renewal', work) : work();
}

/** Sends a request to a route below /sign-in: POST with `body`, otherwise GET. Throws RouteError. */
export function requestSignIn<Body>(name: string, body: object | null): Promise<Body> {
  return requestRoute<Body>(`/sign-in/${name}`, { body, noResponse: say('session.noAnswer') });
}

/** The host of the OpenID provider; null: none is configured, or Darkroom does not respond; undefined: not known yet. */
export function useCompanyProvider(): string | null | undefined {
  const [provider, setProvider] = useState<string | null>();
  useEffect(() => {
    const ask = async () => setProvider(await companyProvider().catch(() => null));
    void ask();
  }, []);
  return provider;
}
