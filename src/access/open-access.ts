import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { NewId, WorkspaceId } from '../ids.ts';
import { AccessTokens } from './access-tokens.ts';
import { ApiKeys } from './api-keys.ts';
import { Authenticator } from './authenticator.ts';
import { KeyRegister } from './key-register.ts';
import { NamesInUse } from './names-in-use.ts';
import { OidcTokens } from './oidc.ts';
import { OidcSignIn } from './oidc-sign-in.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { CookieCipher } from './cookie-cipher.ts';
import { Sessions } from './sessions.ts';
import { SignInLinks } from './sign-in-links.ts';
import { TokenIssuer } from './token-issuer.ts';
import { TokenKeys } from './token-keys.ts';

export interface AccessOptions {
  readonly database: Database;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => number;
  readonly monotonicMs: () => number;
  readonly log: Logger;
  /** Null: no OpenID provider is configured. */
  readonly oidc: OidcSettings | null;
}

/** Everything that authenticates callers, and the sessions that end with their credentials. */
export interface Access {
  readonly authenticator: Authenticator;
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  readonly tokenIssuer: TokenIssuer;
  /** Null: no sign-in at an OpenID provider is configured. */
  readonly oidcSignIn: OidcSignIn | null;
  readonly cookieCipher: CookieCipher;
  readonly signInLinks: SignInLinks;
  /** Stops refreshing the cached keys. */
  close(): void;
}

export function openAccess({ database, newId, randomBytes, clock, monotonicMs, log, oidc }: AccessOptions): Access {
  const register = new KeyRegister({ database, clock, monotonicMs, log });
  register.start();
  const namesInUse = new NamesInUse({ database, clock });
  const tokenKeys = new TokenKeys({ database, newId, randomBytes, clock });
  const accessTokens = new AccessTokens(tokenKeys, clock);
  const authenticator = new Authenticator({
    keys: register,
    tokens: accessTokens,
    oidc: oidc && new OidcTokens(oidc, clock, log),
    oidcWorkspaceId: () => firstWorkspace(database),
    isNameTaken: (workspaceId, name) => namesInUse.isTaken(workspaceId, name),
    log,
  });
  const viewerOf = (authorization: string) => authenticator.viewerOf(authorization);
  return {
    authenticator,
    oidcSignIn: oidc?.signIn ? new OidcSignIn({ issuer: oidc.issuer, client: oidc.signIn, viewerOf, log }) : null,
    signInLinks: new SignInLinks({ database, register, newId, randomBytes, clock }),
    cookieCipher: new CookieCipher(tokenKeys, clock),
    tokenIssuer: new TokenIssuer({ accessTokens, namesInUse, clock }),
    sessions: new Sessions(register, clock),
    apiKeys: new ApiKeys({ database, register, namesInUse, newId, randomBytes, clock }),
    close: () => register.stop(),
  };
}

/** Tokens of an OpenID provider name no workspace: they belong to the first one of the installation. */
export async function firstWorkspace({ prisma }: Database): Promise<WorkspaceId> {
  const { id } = await prisma.workspace.findFirstOrThrow({ orderBy: { id: 'asc' }, select: { id: true } });
  return id as WorkspaceId; // an id comes out of the database as it went in
}
