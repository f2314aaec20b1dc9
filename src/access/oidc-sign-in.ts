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

/** The values that must be stored until the provider redirects the person back. */
export interface StartedSignIn {
  readonly state: string;
  readonly nonce: string;
  /** The code verifier of PKCE. */
  readonly verifier: string;
}

/** The result of a sign-in or a renewal. */
export interface SignedIn {
  /** A token of the provider that the API accepts. */
  readonly token: string;
  readonly viewer: Viewer;
  readonly expiresAt: Instant;
  /** The refresh token, with which the next token is fetched; null: the provider issued none. */
  readonly refreshToken: string | null;
}

export interface OidcSignInOptions {
  readonly issuer: string;
  readonly client: OidcClient;
  /** Authenticates an Authorization header as the API does; null: the API refuses it. */
  readonly viewerOf: (authorization: string) => Promise<Viewer | null>;
  readonly log: Logger;
}

/**
 * Signs people in at the OpenID provider by the authorization code flow with PKCE. Throws SignInRefusal if the person is refused,
 * and UnavailableError if the provider does not respond, so that an outage does not sign anybody out.
 */
export class OidcSignIn {
  readonly #options: OidcSignInOptions;
  #opened: Promise<{ readonly library: Library; readonly provider: Configuration }> | null = null;

  constructor(options: OidcSignInOptions) {
    this.#options = options;
  }

  /** The host of the provider, which the page shows before the redirect. */
  get providerHost(): string {
    return new URL(this.#options.issuer).host;
  }

  /** The URL of the provider to which the browser is redirected. */
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

  /** Exchanges the code in the URL to which the provider redirected the browser. */
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

  /** Fetches the next token of the same person. */
  async renew(refreshToken: string): Promise<SignedIn> {
    const { library, provider } = await this.#open();
    const tokens = await this.#ask(library, () => library.refreshTokenGrant(provider, refreshToken));
    return this.#accepted(tokens, refreshToken);
  }

  /** Revokes the refresh token, if the provider supports that. */
  async end(refreshToken: string): Promise<void> {
    const { library, provider } = await this.#open();
    if (provider.serverMetadata().revocation_endpoint === undefined) return;
    await library.tokenRevocation(provider, refreshToken, { token_type_hint: 'refresh_token' });
  }

  /** Providers may refuse unknown scopes, and not all know `offline_access`. */
  #scopes(provider: Configuration): string {
    const known = provider.serverMetadata().scopes_supported;
    const isKnown = (scope: string) => scope !== 'offline_access' || !known || known.includes(scope);
    return this.#options.client.scopes.filter(isKnown).join(' ');
  }

  /** Chooses the access token if the API accepts it, otherwise the ID token: some providers issue access tokens that are only valid for their own API. */
  async #accepted(tokens: TokenEndpointResponse, refreshToken: string | null): Promise<SignedIn> {
    for (const token of [tokens.access_token, tokens.id_token]) {
      const viewer = token === undefined ? null : await this.#options.viewerOf(`Bearer ${token}`);
      if (token === undefined || viewer === null || viewer.expiresAt === null) continue;
      const next = tokens.refresh_token ?? refreshToken;
      return { token, viewer, expiresAt: viewer.expiresAt, refreshToken: next };
    }
    this.#options.log.warn('a person signed in at the provider, but the API accepts none of the issued tokens');
    throw new SignInRefusal('NO_ACCESS');
  }

  async #ask<Result>(library: Library, request: () => Promise<Result>): Promise<Result> {
    try {
      return await request();
    } catch (error) {
      if (isOutage(library, error))
        throw new UnavailableError('the identity provider does not answer', { cause: error });
      const refused = error instanceof library.AuthorizationResponseError;
      this.#options.log.warn(
        { reason: refused ? error.error : reasonOf(error) },
        'a sign-in at the provider was refused',
      );
      if (refused) throw refusedByProvider(error.error);
      const isOver = error instanceof library.ResponseBodyError && error.error === 'invalid_grant';
      throw new SignInRefusal(isOver ? 'SIGN_IN_OVER' : 'INVALID_RESPONSE');
    }
  }

  #open() {
    this.#opened ??= this.#discover().catch((error: unknown) => {
      this.#opened = null; // the next sign-in fetches it again
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

/** Whether there was no response, or only one with a status such as 503: the refresh token may still be valid. */
function isOutage(library: Library, error: unknown): boolean {
  if (error instanceof library.ResponseBodyError) return error.status >= 500 || error.status === 429;
  if (error instanceof TypeError) return true; // fetch throws it
  if (!(error instanceof library.ClientError)) return false;
  if (error.code === 'OAUTH_TIMEOUT') return true;
  const { cause } = error;
  return cause instanceof Response && (cause.status >= 500 || cause.status === 429);
}
