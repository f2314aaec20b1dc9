import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';

interface Issued {
  readonly parameters: URLSearchParams;
  readonly claims: JWTPayload;
}

/** An answer over HTTP. */
export interface ProviderAnswer {
  readonly status: number;
  readonly location?: string;
  readonly body?: object;
}

type Sign = (claims: JWTPayload) => Promise<string>;

/**
 * The sign-in of a local OpenID provider, as a strict one does it: registered redirect URIs to the letter, PKCE required, codes
 * and refresh tokens good for one use, and a second use ends everything that came from the first.
 */
export class ProviderSignIns {
  readonly clientId = 'darkroom-page';
  /** Registered, to the letter. */
  readonly redirectUris = new Set<string>();
  /** Who signs in next. */
  claims: JWTPayload = { sub: 'ada' };
  /** In place of the code: what the provider says instead, such as access_denied. */
  error: string | null = null;
  lifetimeSeconds = 3600;
  /** What the token endpoint answers with instead of working; null: it works. */
  outage: number | null = null;
  /** Changes of the answer's tokens, for a provider that is not what it should be. */
  readonly oddities: { issuer?: string; accessAudience?: string; idClaims?: JWTPayload; hasNoRefresh?: boolean } = {};
  readonly revoked: string[] = [];
  /** Refresh tokens that were used. */
  renewals = 0;
  readonly #codes = new Map<string, Issued>();
  readonly #refreshTokens = new Map<string, Issued>();
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
    } else back.searchParams.set('code', this.#issue(this.#codes, { parameters, claims: this.claims }));
    return { status: 302, location: back.href };
  }

  async exchange(form: URLSearchParams, sign: Sign): Promise<ProviderAnswer> {
    if (this.outage !== null) return { status: this.outage, body: {} };
    const isCode = form.get('grant_type') === 'authorization_code';
    const given = form.get(isCode ? 'code' : 'refresh_token') ?? '';
    const issued = (isCode ? this.#codes : this.#refreshTokens).get(given);
    if (!issued || this.#used.has(given) || form.get('client_id') !== this.clientId) return this.#invalidGrant();
    this.#used.add(given);
    if (isCode && !isProof(issued.parameters, form)) return this.#invalidGrant();
    if (!isCode) this.renewals += 1;
    return { status: 200, body: await this.#tokens({ ...issued, claims: this.claims }, sign, isCode) };
  }

  revoke(form: URLSearchParams): ProviderAnswer {
    const token = form.get('token') ?? '';
    this.revoked.push(token);
    this.#refreshTokens.delete(token);
    return { status: 200 };
  }

  /** What came from a code or a token that was used twice may be a thief's. */
  #invalidGrant(): ProviderAnswer {
    this.#refreshTokens.clear();
    return { status: 400, body: { error: 'invalid_grant' } };
  }

  async #tokens(issued: Issued, sign: Sign, isFirst: boolean): Promise<object> {
    const exp = Math.floor(Date.now() / 1000) + this.lifetimeSeconds;
    const { accessAudience, idClaims, hasNoRefresh = false } = this.oddities;
    const nonce = isFirst ? { nonce: issued.parameters.get('nonce') } : {};
    return {
      access_token: await sign({
        ...issued.claims,
        exp,
        jti: randomUUID(),
        ...(accessAudience && { aud: accessAudience }),
      }),
      id_token: await sign({ ...issued.claims, exp, aud: this.clientId, ...nonce, ...idClaims }),
      token_type: 'Bearer',
      expires_in: this.lifetimeSeconds,
      ...(!hasNoRefresh && { refresh_token: this.#issue(this.#refreshTokens, issued) }),
    };
  }

  #issue(into: Map<string, Issued>, issued: Issued): string {
    const code = randomUUID();
    into.set(code, issued);
    return code;
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
