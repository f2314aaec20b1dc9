import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { ApiKeyId, ProjectId } from '../ids.ts';
import type { TokenKeys } from './token-keys.ts';
import { type Role, ROLES } from './viewer.ts';

const ISSUER = 'darkroom';
const ALGORITHM = 'HS256';

/** The contents of a token. It is signed, not encrypted, so it contains no secrets. */
export interface TokenClaims {
  /** The user of the host product. */
  readonly subject: string;
  readonly role: Role;
  readonly projectIds: readonly ProjectId[];
  /** The key that created it. The token becomes invalid with the key, and its spending counts against the cap of the key. */
  readonly keyId: ApiKeyId;
  readonly expiresAt: number;
}

const payloadRules = z.object({
  sub: z.string().min(1),
  role: z.enum(ROLES),
  projects: z.array(z.uuid()),
  key: z.uuid(),
  exp: z.number(),
});

/** Issues and verifies short-lived JWTs for browsers. */
export class AccessTokens {
  readonly #keys: TokenKeys;
  readonly #clock: () => number;

  constructor(keys: TokenKeys, clock: () => number) {
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Signs a token. Its expiry is rounded down to a whole second. */
  async issue({ subject, role, projectIds, keyId, expiresAt }: TokenClaims): Promise<string> {
    const { id, secret } = await this.#keys.signing();
    return new SignJWT({ role, projects: [...projectIds], key: keyId })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: id })
      .setIssuer(ISSUER)
      .setSubject(subject)
      .setIssuedAt(Math.floor(this.#clock() / 1000))
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .sign(secret);
  }

  /** The claims of a token; null if it is not one of ours, was altered, or has expired. */
  async verify(token: string): Promise<TokenClaims | null> {
    const key = await this.#keys.verifying(keyIdOf(token));
    if (!key) return null;
    try {
      const { payload } = await jwtVerify(token, key.secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        currentDate: new Date(this.#clock()),
      });
      const { sub, role, projects, key: keyId, exp } = payloadRules.parse(payload);
      // The signature says that these are the ids that `issue` was given.
      return {
        subject: sub,
        role,
        projectIds: projects as ProjectId[],
        keyId: keyId as ApiKeyId,
        expiresAt: exp * 1000,
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}

/** Whether a credential has the form of a JWT, whoever issued it. */
export function isJwt(credential: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential) && keyIdOf(credential) !== '';
}

function keyIdOf(token: string): string {
  try {
    return decodeProtectedHeader(token).kid ?? '';
  } catch {
    return ''; // no JWT
  }
}
