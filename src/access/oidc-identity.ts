import type { JWTPayload } from 'jose';
import type { ProjectId } from '../ids.ts';
import { ACTOR_CHARACTERS_MAX, emailAddress, text } from '../input/rules.ts';
import { LAST_INSTANT } from '../instant.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { type Role, ROLES } from './viewer.ts';

/** The identity in a token of the configured OpenID provider. */
export interface OidcIdentity {
  readonly subject: string;
  readonly role: Role;
  readonly projectIds: readonly ProjectId[] | null;
  readonly expiresAt: number;
  /** Null where the token tells none, or says that nobody has checked it. */
  readonly email: string | null;
}

/** Why a correctly signed token was refused, for the operator. */
export interface UnusableClaims {
  readonly reason: string;
}

const subjectRule = text(ACTOR_CHARACTERS_MAX);

/** Reads and checks the claims. A valid signature does not make them valid input, and every transaction stores the subject. */
export function identityOf(payload: JWTPayload, settings: OidcSettings): OidcIdentity | UnusableClaims {
  const { subjectClaim, roleClaim, roles, projectsClaim, readProjectId } = settings;
  const subject = subjectRule.safeParse(claimAt(payload, subjectClaim), { error: () => 'must be a string' });
  if (!subject.success) return { reason: `${subjectClaim} ${subject.error.issues[0]?.message}` };
  const given = wordsOf(claimAt(payload, roleClaim)).flatMap((word) => roles.get(word) ?? []);
  const role = ROLES.findLast((each) => given.includes(each));
  if (!role) return { reason: `${roleClaim} contains no value that OIDC_ROLES maps to a role` };
  const expiresAt = Math.floor((payload.exp ?? Infinity) * 1000);
  if (expiresAt > LAST_INSTANT) return { reason: 'exp must not be later than the year 9999' };
  const listed = projectsClaim === null ? null : wordsOf(claimAt(payload, projectsClaim)).map(readProjectId);
  const projectIds = listed && listed.filter((id) => id !== null);
  return { subject: subject.data, role, projectIds, expiresAt, email: emailOf(payload) };
}

/** OpenID Connect's own claims: https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims */
function emailOf({ email, email_verified: isVerified }: JWTPayload): string | null {
  const address = emailAddress.safeParse(email);
  return address.success && isVerified !== false && isVerified !== 'false' ? address.data : null;
}

/** A claim by its name or by a dotted path. The name itself may contain dots, such as `https://example.com/roles`. */
function claimAt(claims: object, path: string): unknown {
  const own = new Map<string, unknown>(Object.entries(claims));
  if (own.has(path)) return own.get(path);
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const inner = own.get(path.slice(0, dot));
    if (typeof inner !== 'object' || inner === null) continue;
    const found = claimAt(inner, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The words of a claim: one word, several separated by spaces, or a list. */
function wordsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter((word) => word !== '');
  return Array.isArray(claim) ? claim.filter((word) => typeof word === 'string') : [];
}
