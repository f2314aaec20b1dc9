import type { OidcClient, OidcSettings } from '../access/oidc-settings.ts';
import { type Role, ROLES } from '../access/viewer.ts';
import { isVisibleText, listOf, url, visibleText } from './variable-rules.ts';

/** Of a company's own provider, before ids are read. */
export type OidcConfig = Omit<OidcSettings, 'readProjectId'>;

const isMapping = (item: string) =>
  ROLES.some((role) => item.endsWith(`=${role}`) && isVisibleText(item.slice(0, -(role.length + 1))));

/** https://www.rfc-editor.org/rfc/rfc6749#section-3.3 */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

export const OIDC_VARIABLES = {
  OIDC_ISSUER: url(/^https?:\/\//, 'https://login.example.com')
    .nullable()
    .default(null),
  OIDC_AUDIENCE: visibleText.nullable().default(null),
  OIDC_SUBJECT_CLAIM: visibleText.default('sub'),
  OIDC_ROLE_CLAIM: visibleText.default('role'),
  OIDC_ROLES: listOf(isMapping, 'entries such as editors=EDITOR, each of VIEWER, EDITOR or ADMIN').default(
    ROLES.map((role) => `${role}=${role}`),
  ),
  OIDC_PROJECTS_CLAIM: visibleText.nullable().default(null),
  OIDC_CLIENT_ID: visibleText.nullable().default(null),
  OIDC_CLIENT_SECRET: visibleText.nullable().default(null),
  OIDC_SCOPES: listOf((item) => SCOPE.test(item), 'scopes such as openid,email').default([
    'openid',
    'profile',
    'email',
    'offline_access',
  ]),
};

interface Read {
  readonly OIDC_ISSUER: string | null;
  readonly OIDC_AUDIENCE: string | null;
  readonly OIDC_SUBJECT_CLAIM: string;
  readonly OIDC_ROLE_CLAIM: string;
  readonly OIDC_ROLES: readonly string[];
  readonly OIDC_PROJECTS_CLAIM: string | null;
  readonly OIDC_CLIENT_ID: string | null;
  readonly OIDC_CLIENT_SECRET: string | null;
  readonly OIDC_SCOPES: readonly string[];
}

/** What is wrong with the variables together; null where nothing is. */
export function problemOfOidc(read: Read): string | null {
  const { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_SCOPES } = read;
  if (OIDC_CLIENT_ID !== null && OIDC_ISSUER === null) return 'OIDC_ISSUER must be set when OIDC_CLIENT_ID is set';
  if (OIDC_CLIENT_SECRET !== null && OIDC_CLIENT_ID === null) {
    return 'OIDC_CLIENT_ID must be set when OIDC_CLIENT_SECRET is set';
  }
  if (!OIDC_SCOPES.includes('openid')) return 'OIDC_SCOPES must contain openid';
  if ((OIDC_ISSUER === null) === (OIDC_AUDIENCE === null)) return null;
  return OIDC_ISSUER === null
    ? 'OIDC_ISSUER must be set when OIDC_AUDIENCE is set'
    : 'OIDC_AUDIENCE must be set when OIDC_ISSUER is set';
}

export function oidcOf(read: Read): OidcConfig | null {
  if (read.OIDC_ISSUER === null || read.OIDC_AUDIENCE === null) return null;
  return {
    issuer: read.OIDC_ISSUER,
    audience: read.OIDC_AUDIENCE,
    subjectClaim: read.OIDC_SUBJECT_CLAIM,
    roleClaim: read.OIDC_ROLE_CLAIM,
    roles: new Map(read.OIDC_ROLES.map(mapping)),
    projectsClaim: read.OIDC_PROJECTS_CLAIM,
    signIn: read.OIDC_CLIENT_ID === null ? null : clientOf(read, read.OIDC_CLIENT_ID),
  };
}

function clientOf({ OIDC_CLIENT_SECRET, OIDC_SCOPES }: Read, clientId: string): OidcClient {
  return { clientId, clientSecret: OIDC_CLIENT_SECRET, scopes: OIDC_SCOPES };
}

function mapping(item: string): [string, Role] {
  const at = item.lastIndexOf('=');
  return [item.slice(0, at), item.slice(at + 1) as Role]; // the rule has seen to it
}
