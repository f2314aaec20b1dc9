import type { Logger } from 'pino';
import type { WorkspaceId } from '../ids.ts';
import { type AccessTokens, isJwt } from './access-tokens.ts';
import type { ApiKey } from './api-key.ts';
import type { KeyRegister } from './key-register.ts';
import type { OidcTokens } from './oidc.ts';
import type { Viewer } from './viewer.ts';

export interface AuthenticatorOptions {
  readonly keys: KeyRegister;
  readonly tokens: AccessTokens;
  /** Null if no OpenID provider is configured. */
  readonly oidc: OidcTokens | null;
  /** The workspace that tokens of the OpenID provider belong to. */
  readonly oidcWorkspaceId: () => Promise<WorkspaceId>;
  /** Whether a key of the workspace, or the system, has this name. */
  readonly isNameTaken: (workspaceId: WorkspaceId, name: string) => Promise<boolean>;
  readonly log: Logger;
}

/** Visible ASCII, as every API key and every JWT is. `connectionParams`, unlike a header, may contain any text. */
const CREDENTIAL = /^Bearer +([\x21-\x7e]+)$/i;

/** Identifies the holder of a credential: an API key, an access token, or a token of the OpenID provider. */
export class Authenticator {
  readonly #options: AuthenticatorOptions;

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /**
   * The viewer for the value of an authorization header, "Bearer …"; null if the credential is unknown, expired or
   * revoked. Throws UnavailableError, or the error of the database, if the credential cannot be checked now.
   */
  async viewerOf(authorization: string): Promise<Viewer | null> {
    const credential = CREDENTIAL.exec(authorization)?.[1];
    if (credential === undefined) return null;
    if (!isJwt(credential)) return this.#ofKey(await this.#options.keys.bySecret(credential));
    const { oidc } = this.#options;
    return oidc?.isFrom(credential) ? this.#ofOidcToken(oidc, credential) : this.#ofToken(credential);
  }

  #ofKey(key: ApiKey | null): Viewer | null {
    if (!key) return null;
    return {
      name: key.name,
      role: key.role,
      workspaceId: key.workspaceId,
      projectIds: key.projectIds && new Set(key.projectIds),
      expiresAt: key.expiresAt,
      email: null,
      keyId: key.id,
      capKeyId: key.creditCap && key.id,
      isToken: false,
      credential: key.id,
      limitedAs: key.id,
    };
  }

  async #ofToken(token: string): Promise<Viewer | null> {
    const claims = await this.#options.tokens.verify(token);
    const key = claims && (await this.#options.keys.byId(claims.keyId));
    if (!claims || !key) return null;
    return {
      name: claims.subject,
      role: claims.role,
      workspaceId: key.workspaceId,
      projectIds: new Set(claims.projectIds),
      expiresAt: Math.min(claims.expiresAt, key.expiresAt ?? Infinity),
      email: null,
      keyId: key.id,
      capKeyId: key.creditCap && key.id,
      isToken: true,
      credential: `${key.id} ${claims.subject}`,
      limitedAs: key.id,
    };
  }

  async #ofOidcToken(oidc: OidcTokens, token: string): Promise<Viewer | null> {
    const identity = await oidc.verify(token);
    if (!identity) return null;
    const { subject, role, projectIds, expiresAt, email } = identity;
    const workspaceId = await this.#options.oidcWorkspaceId();
    if (await this.#options.isNameTaken(workspaceId, subject)) {
      const reason = 'its subject is the name of a key of the workspace, or "system"';
      this.#options.log.info({ reason }, "a token of the company's provider was not taken");
      return null;
    }
    return {
      name: subject,
      role,
      workspaceId,
      projectIds: projectIds && new Set(projectIds),
      expiresAt,
      email,
      keyId: null,
      capKeyId: null,
      isToken: true,
      credential: `oidc ${subject}`,
      limitedAs: `oidc ${subject}`,
    };
  }
}
