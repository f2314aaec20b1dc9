import { z } from 'zod';
import { madeWith, newAuditEntries, writeAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import { runStatement } from '../database/statement.ts';
import { lockWorkspace } from '../database/workspace-lock.ts';
import type { ApiKeyId, NewId, ProjectId, WorkspaceId } from '../ids.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { text, integerInput } from '../input/rules.ts';
import { API_KEY_COLUMNS, API_KEY_TABLES, type ApiKey, apiKeyRow, isAlive, type KeyRequest } from './api-key.ts';
import type { KeyRegister } from './key-register.ts';
import { foldedNames, isAmong, type NamesInUse } from './names-in-use.ts';
import { newSecret } from './secrets.ts';
import type { Workspace } from './workspace.ts';

export interface CreatedKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

export type Revocation =
  | { readonly status: 'revoked'; readonly apiKey: ApiKey }
  | { readonly status: 'not-found' }
  /** Without this key, no key could manage the workspace once the others have expired. */
  | { readonly status: 'last-admin-key' };

export interface ApiKeysOptions {
  readonly database: Database;
  readonly register: KeyRegister;
  readonly namesInUse: NamesInUse;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => number;
}

const rules = z.object({
  name: text(200),
  creditCap: z.object({ credits: integerInput(1, 1_000_000_000, 'credits') }).nullish(),
});

/** What is wrong with a name that somebody else has. */
export const NAME_TAKEN =
  'must be unused: "system" and the names of keys in use are taken; letter case and invisible characters make no difference';

/** Creates, lists and revokes API keys. A secret is returned when it is created; only its hash is stored. */
export class ApiKeys {
  readonly #dependencies: ApiKeysOptions;

  constructor(options: ApiKeysOptions) {
    this.#dependencies = options;
  }

  /** Creates a key. `actor` is written to the audit log. Throws InvalidInputError: nothing was written. */
  async create(request: KeyRequest, actor: string): Promise<CreatedKey> {
    const { database, namesInUse, newId, randomBytes, clock } = this.#dependencies;
    const secret = newSecret(randomBytes);
    const id = newId<ApiKeyId>();
    const createdAt = clock();
    const { workspaceId, role, projectIds, creditCap, expiresAt } = request;
    const { name } = checkInput(rules, request);
    if (expiresAt !== null && expiresAt <= createdAt) throw invalid('expiresAt', 'must be in the future');
    const changes = madeWith({
      name,
      role,
      projectIds: projectIds && projectIds.join(' '),
      creditCap: creditCap && `${creditCap.credits} ${creditCap.per}`,
      expiresAt: expiresAt && new Date(expiresAt).toISOString(),
    });
    const act = { act: 'API_KEY_CREATED', projectId: null, subjectId: id, changes } as const;
    const entry = newAuditEntries(newId, () => createdAt)({ workspaceId, actor }, act);
    const isMade = await database.prisma.$transaction(async (transaction) => {
      const living = (await keysInTurn(transaction, workspaceId)).filter((key) => isAlive(key, createdAt));
      if (isAmong(foldedNames(living), name)) return false;
      await transaction.apiKey.create({ data: apiKeyRow({ ...request, name, id, secret, createdAt }) });
      await writeAuditEntry(transaction, entry);
      return true;
    });
    if (!isMade) throw invalid('name', NAME_TAKEN);
    namesInUse.forget(workspaceId);
    const [apiKey] = await this.findMany([id]);
    if (!apiKey) throw new Error('the key was created but cannot be found');
    return { apiKey, secret };
  }

  /** The existing keys among these ids, in no particular order. */
  findMany(ids: readonly ApiKeyId[]): Promise<ApiKey[]> {
    return runStatement<ApiKey>(this.#dependencies.database.pool, {
      name: 'api_keys_find',
      text: `select ${API_KEY_COLUMNS} from ${API_KEY_TABLES}
        where k.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  /** Newest first. */
  list(workspaceId: WorkspaceId, includeRevoked: boolean): Promise<ApiKey[]> {
    return runStatement<ApiKey>(this.#dependencies.database.pool, {
      name: 'api_keys_list',
      text: `select ${API_KEY_COLUMNS} from ${API_KEY_TABLES}
        where k.workspace_id = $1 and ($2 or k.revoked_at is null) order by k.id desc`,
      values: [workspaceId, includeRevoked],
    });
  }

  /** Revokes a key: at once in this process, within a second in all others. Has no effect on a revoked key. */
  async revoke(workspaceId: WorkspaceId, id: ApiKeyId, actor: string): Promise<Revocation> {
    const { database, register, namesInUse, clock, newId } = this.#dependencies;
    const now = clock();
    const status = await database.prisma.$transaction(async (transaction) => {
      const keys = await keysInTurn(transaction, workspaceId);
      const key = keys.find((each) => each.id === id);
      if (!key) return 'as it was';
      if (managesKeys(key) && isAlive(key, now) && !keys.some((each) => each !== key && neverEnds(each))) {
        return 'last-admin-key';
      }
      const changes = [{ field: 'revokedAt', before: null, after: new Date(now).toISOString() }];
      const act = { act: 'API_KEY_REVOKED', projectId: null, subjectId: id, changes } as const;
      await transaction.apiKey.update({ where: { id }, data: { revokedAt: new Date(now) } });
      await writeAuditEntry(transaction, newAuditEntries(newId, () => now)({ workspaceId, actor }, act));
      return 'revoked';
    });
    if (status === 'last-admin-key') return { status };
    namesInUse.forget(workspaceId);
    await register.readAgain(id);
    const [apiKey] = await this.findMany([id]);
    return apiKey?.workspaceId === workspaceId ? { status: 'revoked', apiKey } : { status: 'not-found' };
  }

  async workspace(id: WorkspaceId): Promise<Workspace> {
    const { name } = await this.#dependencies.database.prisma.workspace.findUniqueOrThrow({ where: { id } });
    return { id, name };
  }
}

type KeyInTurn = Pick<ApiKey, 'id' | 'name' | 'role' | 'projectIds' | 'expiresAt' | 'revokedAt'>;

/**
 * The keys of a workspace that have not been revoked. Locks the workspace, so that concurrent calls cannot use one name
 * twice or revoke the last two keys.
 */
async function keysInTurn(transaction: Prisma.TransactionClient, workspaceId: WorkspaceId): Promise<KeyInTurn[]> {
  await lockWorkspace(transaction, workspaceId);
  const rows = await transaction.apiKey.findMany({ where: { workspaceId, revokedAt: null } });
  return rows.map(({ id, name, role, projectIds, expiresAt }) => ({
    id: id as ApiKeyId, // ids are stored unchanged
    name,
    role,
    projectIds: projectIds.length === 0 ? null : (projectIds as ProjectId[]),
    expiresAt: expiresAt?.getTime() ?? null,
    revokedAt: null,
  }));
}

function managesKeys({ role, projectIds }: KeyInTurn): boolean {
  return role === 'ADMIN' && projectIds === null;
}

/** One such key must remain: a key that expires would leave nobody able to manage the workspace. */
function neverEnds(key: KeyInTurn): boolean {
  return managesKeys(key) && key.expiresAt === null;
}
