import { auditRow, madeWith } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { ApiKeyId, AuditId, NewId, ProjectId, WorkspaceId } from '../ids.ts';
import { API_KEY_COLUMNS, type ApiKey, apiKeyRow, type CreditCap, isAlive } from './api-key.ts';
import type { KeyRegister } from './key-register.ts';
import { newSecret } from './secrets.ts';
import type { Role } from './viewer.ts';
import type { Workspace } from './workspace.ts';

/** What an administrator asks for. */
export interface KeyRequest {
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly role: Role;
  readonly projectIds: readonly ProjectId[] | null;
  readonly creditCap: CreditCap | null;
  readonly expiresAt: number | null;
}

export type Revocation =
  | { readonly status: 'revoked'; readonly apiKey: ApiKey }
  | { readonly status: 'not-found' }
  /** Nobody could manage the workspace any more. */
  | { readonly status: 'last-admin-key' };

export interface ApiKeysOptions {
  readonly database: Database;
  readonly register: KeyRegister;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => number;
}

/** The keys of the workspaces, as those who manage them see them. A secret is shown when it is made and kept nowhere. */
export class ApiKeys {
  readonly #with: ApiKeysOptions;

  constructor(options: ApiKeysOptions) {
    this.#with = options;
  }

  /** Makes a key. `actor`: who does so. */
  async create(request: KeyRequest, actor: string): Promise<{ apiKey: ApiKey; secret: string }> {
    const { database, newId, randomBytes, clock } = this.#with;
    const secret = newSecret(randomBytes);
    const id = newId<ApiKeyId>();
    const createdAt = clock();
    const { workspaceId, name, role, projectIds, creditCap, expiresAt } = request;
    const changes = madeWith({
      name,
      role,
      projectIds: projectIds && projectIds.join(' '),
      creditCap: creditCap && `${creditCap.credits} ${creditCap.per}`,
      expiresAt: expiresAt && new Date(expiresAt).toISOString(),
    });
    const done = { id: newId<AuditId>(), workspaceId, actor, act: 'API_KEY_CREATED' as const, createdAt };
    await database.prisma.$transaction([
      database.prisma.apiKey.create({ data: apiKeyRow({ ...request, id, secret, createdAt }) }),
      database.prisma.auditEntry.create({ data: auditRow({ ...done, projectId: null, subjectId: id, changes }) }),
    ]);
    const [apiKey] = await this.findMany([id]);
    if (!apiKey) throw new Error('a key that was made is not there');
    return { apiKey, secret };
  }

  /** Those that are there, in no particular order. */
  findMany(ids: readonly ApiKeyId[]): Promise<ApiKey[]> {
    return runStatement<ApiKey>(this.#with.database.pool, {
      name: 'api_keys_find',
      text: `select ${API_KEY_COLUMNS} from api_keys k left join credit_caps c on c.api_key_id = k.id
        where k.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  /** Newest first. */
  list(workspaceId: WorkspaceId, includeRevoked: boolean): Promise<ApiKey[]> {
    return runStatement<ApiKey>(this.#with.database.pool, {
      name: 'api_keys_list',
      text: `select ${API_KEY_COLUMNS} from api_keys k left join credit_caps c on c.api_key_id = k.id
        where k.workspace_id = $1 and ($2 or k.revoked_at is null) order by k.id desc`,
      values: [workspaceId, includeRevoked],
    });
  }

  /** Ends a key, here at once and everywhere within a second. One that has been revoked before stays as it is. */
  async revoke(workspaceId: WorkspaceId, id: ApiKeyId, actor: string): Promise<Revocation> {
    const { database, register, clock, newId } = this.#with;
    const now = clock();
    const status = await database.prisma.$transaction(async (transaction) => {
      // Whoever revokes waits for the others of the workspace: two cannot revoke the last two keys at once.
      await transaction.$queryRaw`select from workspaces where id = ${workspaceId}::uuid for update`;
      const keys = await transaction.apiKey.findMany({ where: { workspaceId, revokedAt: null } });
      const key = keys.find((each) => each.id === id);
      if (!key) return 'as it was';
      const others = keys.filter((each) => each.id !== id && each.role === 'ADMIN' && each.projectIds.length === 0);
      const remain = others.filter(({ expiresAt }) =>
        isAlive({ revokedAt: null, expiresAt: expiresAt?.getTime() ?? null }, now),
      );
      if (key.role === 'ADMIN' && key.projectIds.length === 0 && remain.length === 0) return 'last-admin-key';
      const changes = [{ field: 'revokedAt', before: null, after: new Date(now).toISOString() }];
      const done = { id: newId<AuditId>(), workspaceId, actor, act: 'API_KEY_REVOKED' as const, createdAt: now };
      await transaction.apiKey.update({ where: { id }, data: { revokedAt: new Date(now) } });
      await transaction.auditEntry.create({ data: auditRow({ ...done, projectId: null, subjectId: id, changes }) });
      return 'revoked';
    });
    if (status === 'last-admin-key') return { status };
    await register.readAgain(id);
    const [apiKey] = await this.findMany([id]);
    return apiKey?.workspaceId === workspaceId ? { status: 'revoked', apiKey } : { status: 'not-found' };
  }

  async workspace(id: WorkspaceId): Promise<Workspace> {
    const { name } = await this.#with.database.prisma.workspace.findUniqueOrThrow({ where: { id } });
    return { id, name };
  }
}
