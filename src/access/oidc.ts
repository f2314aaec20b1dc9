import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import { UnavailableError } from '../database/failure.ts';
import { identityOf, type OidcIdentity } from './oidc-identity.ts';
import type { OidcSettings } from './oidc-settings.ts';

/** A provider that does not answer within this time counts as unavailable. */
const PROVIDER_TIMEOUT_MS = 5_000; // 5 seconds

/** How far the provider's clock may be ahead of ours, so that a token is accepted right after it was issued. */
const NOT_BEFORE_LEEWAY_SECONDS = 5;

const discovery = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  /** Required for the sign-in on the page. */
  authorization_endpoint: z.url().optional(),
  token_endpoint: z.url().optional(),
});

/** Verifies tokens of the OpenID provider. Its keys are fetched when they are first needed, and cached. */
export class OidcTokens {
  readonly #settings: OidcSettings;
  readonly #clock: () => number;
  readonly #log: Logger;
  #keys: Promise<JWTVerifyGetKey> | null = null;

  constructor(settings: OidcSettings, clock: () => number, log: Logger) {
    this.#settings = settings;
    this.#clock = clock;
    this.#log = log;
  }

  isFrom(token: string): boolean {
    try {
      return decodeJwt(token).iss === this.#settings.issuer;
    } catch {
      return false; // no JWT
    }
  }

  /**
   * The identity in a token; null if the token was altered, has expired, is for another audience, contains no known role, or
   * its subject cannot be stored. Throws UnavailableError if the keys of the provider cannot be fetched.
   */
  async verify(token: string): Promise<OidcIdentity | null> {
    const { issuer, audience } = this.#settings;
    try {
      const keys = await this.#keySet();
      const now = this.#clock();
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        currentDate: new Date(now),
        clockTolerance: NOT_BEFORE_LEEWAY_SECONDS,
        requiredClaims: ['exp'],
      });
      const identity = identityOf(payload, this.#settings);
      if ('reason' in identity) {
        this.#log.info({ reason: identity.reason }, "a token of the company's provider was not taken");
        return null;
      }
      return identity.expiresAt > now ? identity : null; // jose gives the end of a token the same leeway
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
        throw new UnavailableError('the identity provider does not answer', { cause: error });
      }
      return null;
    }
  }

  #keySet(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#discover().catch((error: unknown) => {
      this.#keys = null; // asked again by the next token
      throw error;
    });
    return this.#keys;
  }

  async #discover(): Promise<JWTVerifyGetKey> {
    const { jwks_uri: jwksUri } = await discoverProvider(this.#settings.issuer);
    return createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: PROVIDER_TIMEOUT_MS });
  }
}

/** The discovery document of an issuer. Throws if it cannot be read, or is that of another issuer. */
export async function discoverProvider(issuer: string): Promise<z.infer<typeof discovery>> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const found = discovery.parse(await response.json());
  if (found.issuer !== issuer) throw new Error(`${url} is the configuration of ${found.issuer}`);
  return found;
}
