import type { Logger } from 'pino';
import type { Configuration, TokenEndpointResponse } from 'openid-client';
import { UnavailableError } from '../database/failure.ts';
import type { Instant } from '../instant.ts';
import { reasonOf } from '../reason-of.ts';
import type { OidcClient } from './oidc-settings.ts';
import { refusedByProvider, SignInRefusal } from './sign-in-refusal.ts';
import type { Viewer } from './viewer.ts';

type Library = typeof import('openid-client');

/** A provider that does not answer within this time counts as unavailable. */
const PROVIDER_TIMEOUT_SECONDS = 5;

/** What must be known again when the person comes back from the provider. */
export interface StartedSignIn {
  readonly state: string;
  readonly nonce: string;
  /** The secret half of PKCE. */
  readonly verifier: string;
}

/** Somebody whom the provider has signed in. */
export interface SignedIn {
  /** A token of the provider that the API takes. */
  readonly token: string;
  readonly viewer: Viewer;
  readonly expiresAt: Instant;
  /** With which the next token is fetched; null: the provider issued none. */
  readonly refreshToken: string | null;
}

export interface OidcSignInOptions {
  readonly issuer: string;
  readonly client: OidcClient;
  /** Who the API takes the holder of an authorization header for. */
  readonly viewerOf: (authorization: string) => Promise<Viewer | null>;
  readonly log: Logger;
}

/**
 * Signs people in at the OpenID provider by the authorization code flow with PKCE. Throws SignInRefusal where a person may not
 * come in, and UnavailableError where the provider does not answer, so that nobody is sent away for its outage.
 */
export class OidcSignIn {
  readonly #options: OidcSignInOptions;
  #opened: Promise<{ readonly library: Library; readonly provider: Configuration }> | null = null;

  constructor(options: OidcSignInOptions) {
    this.#options = options;
  }

  /** The host of the provider, as people are told where they are sent. */
  get providerHost(): string {
    return new URL(this.#options.issuer).host;
  }

  /** The address of the provider to send the browser to. */
  async start(redirectUri: string): Promise<{ readonly url: string; readonly started: StartedSignIn }> {
    const { library, provider } = await this.#open();
    const started = {
      state: library.randomState(),
      nonce: library.randomNonce(),
      verifier: library.randomPKCECodeVerifier(),
    };
    const url = library.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: this.#scopes(provider),
      state: started.state,
      nonce: started.nonce,
      code_challenge: await library.calculatePKCECodeChallenge(started.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, started };
  }

  /** Exchanges the code in the address that the provider sent the browser back to. */
  async finish(cameBackTo: URL, { state, nonce, verifier }: StartedSignIn): Promise<SignedIn> {
    const { library, provider } = await this.#open();
    const tokens = await this.#ask(library, () =>
      library.authorizationCodeGrant(provider, cameBackTo, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }),
    );
    return this.#accepted(tokens, null);
  }

  /** The next token of the same person. */
  async renew(refreshToken: string): Promise<SignedIn> {
    const { library, provider } = await this.#open();
    const tokens = await this.#ask(library, () => library.refreshTokenGrant(provider, refreshToken));
    return this.#accepted(tokens, refreshToken);
  }

  /** Tells the provider, where it can be told, that the refresh token is not needed any more. */
  async end(refreshToken: string): Promise<void> {
    const { library, provider } = await this.#open();
    if (provider.serverMetadata().revocation_endpoint === undefined) return;
    await library.tokenRevocation(provider, refreshToken, { token_type_hint: 'refresh_token' });
  }

  /** A provider refuses scopes that it does not know, and not every one knows this one. */
  #scopes(provider: Configuration): string {
    const known = provider.serverMetadata().scopes_supported;
    const isKnown = (scope: string) => scope !== 'offline_access' || !known || known.includes(scope);
    return this.#options.client.scopes.filter(isKnown).join(' ');
  }

  /** The access token where the API takes it; else the ID token, of a provider whose access tokens are for itself alone. */
  async #accepted(tokens: TokenEndpointResponse, refreshToken: string | null): Promise<SignedIn> {
    for (const token of [tokens.access_token, tokens.id_token]) {
      const viewer = token === undefined ? null : await this.#options.viewerOf(`Bearer ${token}`);
      if (token === undefined || viewer === null || viewer.expiresAt === null) continue;
      const next = tokens.refresh_token ?? refreshToken;
      return { token, viewer, expiresAt: viewer.expiresAt, refreshToken: next };
    }
    this.#options.log.warn('a person signed in at the provider, and the API takes none of the tokens that it issued');
    throw new SignInRefusal(
      'The provider knows you, but what it says of you lets you in here as nobody: no role, or for another application. Ask your admin.',
    );
  }

  async #ask<Answer>(library: Library, request: () => Promise<Answer>): Promise<Answer> {
    try {
      return await request();
    } catch (error) {
      if (error instanceof library.AuthorizationResponseError) throw refusedByProvider(error.error);
      if (isOutage(library, error))
        throw new UnavailableError('the identity provider does not answer', { cause: error });
      this.#options.log.warn({ reason: reasonOf(error) }, 'a sign-in at the provider was refused');
      throw new SignInRefusal(
        error instanceof library.ResponseBodyError && error.error === 'invalid_grant'
          ? 'The provider does not take this sign-in any more. Sign in again.'
          : 'The answer of the provider is not one that can be trusted. Sign in again; if it happens again, tell your admin.',
      );
    }
  }

  #open() {
    this.#opened ??= this.#discover().catch((error: unknown) => {
      this.#opened = null; // asked again by the next sign-in
      throw new UnavailableError('the identity provider does not answer', { cause: error });
    });
    return this.#opened;
  }

  async #discover() {
    const library = await import('openid-client');
    const { issuer, client } = this.#options;
    const { clientId, clientSecret } = client;
    const execute = [library.enableNonRepudiationChecks];
    if (issuer.startsWith('http:')) execute.push(library.allowInsecureRequests);
    const provider = await library.discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === null ? library.None() : library.ClientSecretPost(clientSecret),
      { execute, timeout: PROVIDER_TIMEOUT_SECONDS },
    );
    return { library, provider };
  }
}

/** Whether it was not answered, or only with a status such as 503: the refresh token may still be good. */
function isOutage(library: Library, error: unknown): boolean {
  if (error instanceof library.ResponseBodyError) return error.status >= 500 || error.status === 429;
  if (error instanceof TypeError) return true; // what fetch throws
  if (!(error instanceof library.ClientError)) return false;
  if (error.code === 'OAUTH_TIMEOUT') return true;
  const { cause } = error;
  return cause instanceof Response && (cause.status >= 500 || cause.status === 429);
}
