import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { UnavailableError } from '../database/failure.ts';
import type { ProjectId } from '../ids.ts';
import { type Role, ROLES } from './viewer.ts';

/** How a company's own tokens are read. */
export interface OidcSettings {
  /** As it stands in `iss`; its configuration is found below it. */
  readonly issuer: string;
  readonly audience: string;
  /** The claim that names the person; it becomes the actor. */
  readonly subjectClaim: string;
  /** The claim that tells the role: a word, or several of which the highest counts. */
  readonly roleClaim: string;
  /** What the words of that claim mean. Other words mean nothing. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The claim that lists the projects; null: a token is for every project. */
  readonly projectsClaim: string | null;
  readonly readProjectId: (id: string) => ProjectId | null;
}

export interface OidcIdentity {
  readonly subject: string;
  readonly role: Role;
  readonly projectIds: readonly ProjectId[] | null;
  readonly expiresAt: number;
}

/** A provider that does not answer for so long counts as away. */
const PROVIDER_TIMEOUT_MS = 5_000; // 5 seconds

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Tokens of the company's own OpenID provider. Its keys are fetched when they are first needed, and kept. */
export class OidcTokens {
  readonly #settings: OidcSettings;
  readonly #clock: () => number;
  #keys: Promise<JWTVerifyGetKey> | null = null;

  constructor(settings: OidcSettings, clock: () => number) {
    this.#settings = settings;
    this.#clock = clock;
  }

  isFrom(token: string): boolean {
    try {
      return decodeJwt(token).iss === this.#settings.issuer;
    } catch {
      return false; // no JWT
    }
  }

  /**
   * Who a token is of; null where it was changed, has ended, is for another audience or gives no role here. Throws
   * UnavailableError where the provider cannot be asked for its keys.
   */
  async verify(token: string): Promise<OidcIdentity | null> {
    const { issuer, audience } = this.#settings;
    try {
      const keys = await this.#keySet();
      const currentDate = new Date(this.#clock());
      const { payload } = await jwtVerify(token, keys, { issuer, audience, currentDate, requiredClaims: ['exp'] });
      return this.#identityOf(payload);
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
        throw new UnavailableError('the identity provider does not answer', { cause: error });
      }
      return null;
    }
  }

  #identityOf(payload: JWTPayload): OidcIdentity | null {
    const { subjectClaim, roleClaim, roles, projectsClaim, readProjectId } = this.#settings;
    const subject = payload[subjectClaim];
    const given = words(payload[roleClaim]).flatMap((word) => roles.get(word) ?? []);
    const role = ROLES.findLast((each) => given.includes(each));
    if (typeof subject !== 'string' || subject === '' || !role) return null;
    const listed = projectsClaim === null ? null : words(payload[projectsClaim]).map(readProjectId);
    const projectIds = listed && listed.filter((id) => id !== null);
    return { subject, role, projectIds, expiresAt: (payload.exp ?? 0) * 1000 };
  }

  #keySet(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#discover().catch((error: unknown) => {
      this.#keys = null; // asked again by the next token
      throw error;
    });
    return this.#keys;
  }

  async #discover(): Promise<JWTVerifyGetKey> {
    const url = `${this.#settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const { issuer, jwks_uri: jwksUri } = discovery.parse(await response.json());
    if (issuer !== this.#settings.issuer) throw new Error(`${url} is the configuration of ${issuer}`);
    return createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: PROVIDER_TIMEOUT_MS });
  }
}

/** A claim with one word, several in a text, or a list of them. */
function words(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter((word) => word !== '');
  return Array.isArray(claim) ? claim.filter((word) => typeof word === 'string') : [];
}
