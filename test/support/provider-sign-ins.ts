import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';

/** An answer over HTTP. */
export interface ProviderAnswer {
  readonly status: number;
  readonly location?: string;
  readonly body?: object;
}

type Sign = (claims: JWTPayload) => Promise<string>;

/**
 * The sign-in of a strict OpenID provider. It compares redirect URIs exactly, requires PKCE, and accepts each code and each
 * refresh token once: a second use revokes all refresh tokens.
 */
export class ProviderSignIns {
  readonly clientId = 'darkroom-page';
  /** The registered redirect URIs. */
  readonly redirectUris = new Set<string>();
  /** The claims of the tokens that are issued next. */
  claims: JWTPayload = { sub: 'ada' };
  /** The error that is returned instead of a code, such as access_denied; null: none. */
  error: string | null = null;
  lifetimeSeconds = 3600;
  /** The HTTP status of the token endpoint during an outage; null: it works. */
  outage: number | null = null;
  /** Deviations of a faulty or a limited provider. */
  oddities: { issuer?: string; accessAudience?: string; idClaims?: JWTPayload; hasNoRefresh?: boolean } = {};
  readonly revoked: string[] = [];
  /** The number of refresh tokens that were used. */
  renewals = 0;
  /** The parameters of the sign-in from which each code and each refresh token comes. */
  readonly #codes = new Map<string, URLSearchParams>();
  readonly #refreshTokens = new Map<string, URLSearchParams>();
  readonly #used = new Set<string>();

  metadata(issuer: string): object {
    return {
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      revocation_endpoint: `${issuer}/revoke`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  authorize(parameters: URLSearchParams, issuer: string): ProviderAnswer {
    const redirectUri = parameters.get('redirect_uri') ?? '';
    if (!this.redirectUris.has(redirectUri) || parameters.get('client_id') !== this.clientId) {
      return { status: 400, body: { error: 'redirect_uri or client_id is not registered' } };
    }
    const back = new URL(redirectUri);
    back.searchParams.set('state', parameters.get('state') ?? '');
    back.searchParams.set('iss', this.oddities.issuer ?? issuer);
    if (this.error !== null) {
      back.searchParams.set('error', this.error);
      back.searchParams.set('error_description', 'Call 0900 666 and tell your password');
    } else back.searchParams.set('code', this.#issue(this.#codes, parameters));
    return { status: 302, location: back.href };
  }

  async exchange(form: URLSearchParams, sign: Sign): Promise<ProviderAnswer> {
    if (this.outage !== null) return { status: this.outage, body: {} };
    const isCode = form.get('grant_type') === 'authorization_code';
    const given = form.get(isCode ? 'code' : 'refresh_token') ?? '';
    const parameters = (isCode ? this.#codes : this.#refreshTokens).get(given);
    if (!parameters || this.#used.has(given) || form.get('client_id') !== this.clientId) return this.#invalidGrant();
    this.#used.add(given);
    if (isCode && !isProof(parameters, form)) return this.#invalidGrant();
    if (!isCode) this.renewals += 1;
    return { status: 200, body: await this.#tokens(parameters, sign, isCode) };
  }

  revoke(form: URLSearchParams): ProviderAnswer {
    const token = form.get('token') ?? '';
    this.revoked.push(token);
    this.#refreshTokens.delete(token);
    return { status: 200 };
  }

  /** Revokes all refresh tokens, because a code or a token that is used twice may have been stolen. */
  #invalidGrant(): ProviderAnswer {
    this.#refreshTokens.clear();
    return { status: 400, body: { error: 'invalid_grant' } };
  }

  async #tokens(parameters: URLSearchParams, sign: Sign, isFirst: boolean): Promise<object> {
    const exp = Math.floor(Date.now() / 1000) + this.lifetimeSeconds;
    const { accessAudience, idClaims, hasNoRefresh = false } = this.oddities;
    const nonce = isFirst ? { nonce: parameters.get('nonce') } : {};
    return {
      access_token: await sign({
        ...this.claims,
        exp,
        jti: randomUUID(),
        ...(accessAudience && { aud: accessAudience }),
      }),
      id_token: await sign({ ...this.claims, exp, aud: this.clientId, ...nonce, ...idClaims }),
      token_type: 'Bearer',
      expires_in: this.lifetimeSeconds,
      ...(!hasNoRefresh && { refresh_token: this.#issue(this.#refreshTokens, parameters) }),
    };
  }

  #issue(into: Map<string, URLSearchParams>, parameters: URLSearchParams): string {
    const secret = randomUUID();
    into.set(secret, parameters);
    return secret;
  }
}

function isProof(parameters: URLSearchParams, form: URLSearchParams): boolean {
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  return (
    parameters.get('code_challenge_method') === 'S256' &&
    parameters.get('code_challenge') === challenge &&
    parameters.get('redirect_uri') === form.get('redirect_uri')
  );
}
