import { newAuditEntries, writeAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import { lockWorkspace } from '../database/workspace-lock.ts';
import type { ApiKeyId, NewId, WorkspaceId } from '../ids.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { isAlive } from './api-key.ts';
import type { KeyRegister } from './key-register.ts';
import { hashOf, newLinkSecret, newSecret, prefixOf } from './secrets.ts';

/** Short, because a link is sent to one person, who opens it soon. */
const LINK_LIVES_MS = 7 * DAY_MS;

export interface SignInLinksOptions {
  readonly database: Database;
  readonly register: KeyRegister;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => Instant;
}

/** The unused link of a key. */
export interface PendingLink {
  /** The id of the key. */
  readonly id: ApiKeyId;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

export type MadeLink = PendingLink & { readonly secret: string };

type LinkedKey = {
  readonly id: ApiKeyId;
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly prefix: string;
};

/**
 * One-time links by which the holder of an API key signs in. Its use gives the key a new secret, which only the browser that
 * used the link gets; the secret before it ends at that moment. A key has at most one link.
 */
export class SignInLinks {
  readonly #options: SignInLinksOptions;

  constructor(options: SignInLinksOptions) {
    this.#options = options;
  }

  /** Makes a link, in place of one that is pending. Null if the workspace has no such key that can be used. */
  async create(workspaceId: WorkspaceId, apiKeyId: ApiKeyId, actor: string): Promise<MadeLink | null> {
    const { database, newId, randomBytes, clock } = this.#options;
    const createdAt = clock();
    const secret = newLinkSecret(randomBytes);
    return database.prisma.$transaction(async (transaction) => {
      await lockWorkspace(transaction, workspaceId); // a key that is being revoked gets no link
      const key = await transaction.apiKey.findFirst({ where: { id: apiKeyId, workspaceId } });
      const keyEndsAt = key?.expiresAt?.getTime() ?? null;
      if (!key || !isAlive({ revokedAt: key.revokedAt?.getTime() ?? null, expiresAt: keyEndsAt }, createdAt))
        return null;
      const expiresAt = Math.min(createdAt + LINK_LIVES_MS, keyEndsAt ?? Infinity);
      const link = { secretHash: hashOf(secret), createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) };
      await transaction.signInLink.upsert({ where: { apiKeyId }, create: { apiKeyId, ...link }, update: link });
      const changes = [{ field: 'expiresAt', before: null, after: link.expiresAt.toISOString() }];
      const act = { act: 'SIGN_IN_LINK_CREATED', projectId: null, subjectId: apiKeyId, changes } as const;
      await writeAuditEntry(transaction, newAuditEntries(newId, () => createdAt)({ workspaceId, actor }, act));
      return { id: apiKeyId, secret, createdAt, expiresAt };
    });
  }

  /** Ends the pending link of a key. False if the workspace has no such key; no effect if no link is pending. */
  async revoke(workspaceId: WorkspaceId, apiKeyId: ApiKeyId, actor: string): Promise<boolean> {
    const { database, newId, clock } = this.#options;
    return database.prisma.$transaction(async (transaction) => {
      if (!(await transaction.apiKey.findFirst({ where: { id: apiKeyId, workspaceId } }))) return false;
      const { count } = await transaction.signInLink.deleteMany({ where: { apiKeyId } });
      if (count === 0) return true;
      const act = { act: 'SIGN_IN_LINK_REVOKED', projectId: null, subjectId: apiKeyId, changes: [] } as const;
      await writeAuditEntry(transaction, newAuditEntries(newId, clock)({ workspaceId, actor }, act));
      return true;
    });
  }

  /** The new secret of the link's key; null if the link is unknown, was used or revoked, or has ended, or its key has. */
  async redeem(linkSecret: string): Promise<string | null> {
    const { database, register, newId, randomBytes, clock } = this.#options;
    const now = clock();
    const redeemed = await database.prisma.$transaction(async (transaction) => {
      // The deleted row is locked: if two requests use the link at once, the second finds no row.
      const [key] = await transaction.$queryRaw<LinkedKey[]>`
        delete from sign_in_links l using api_keys k
        where l.secret_hash = ${hashOf(linkSecret)} and l.expires_at > ${new Date(now)} and k.id = l.api_key_id
          and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${new Date(now)})
        returning k.id, k.workspace_id as "workspaceId", k.name, k.prefix`;
      if (!key) return null;
      // The prefix must change, because the register distinguishes the secrets of a key by it.
      let secret = newSecret(randomBytes);
      while (prefixOf(secret) === key.prefix) secret = newSecret(randomBytes);
      const data = { secretHash: hashOf(secret), prefix: prefixOf(secret) };
      await transaction.apiKey.update({ where: { id: key.id }, data });
      const changes = [{ field: 'prefix', before: key.prefix, after: data.prefix }];
      const act = { act: 'SIGN_IN_LINK_USED', projectId: null, subjectId: key.id, changes } as const;
      const by = { workspaceId: key.workspaceId, actor: key.name };
      await writeAuditEntry(transaction, newAuditEntries(newId, () => now)(by, act));
      return { id: key.id, secret };
    });
    if (!redeemed) return null;
    await register.readAgain(redeemed.id);
    return redeemed.secret;
  }

  /** The pending links of these keys, in no particular order. */
  pending(apiKeyIds: readonly ApiKeyId[]): Promise<PendingLink[]> {
    const { database, clock } = this.#options;
    return runStatement<PendingLink>(database.pool, {
      name: 'sign_in_links_pending',
      text: `select l.api_key_id as id, l.created_at as "createdAt", l.expires_at as "expiresAt"
        from sign_in_links l where l.api_key_id = any($1::uuid[]) and l.expires_at > to_timestamp($2::float8 / 1000)`,
      values: [apiKeyIds, clock()],
    });
  }
}
