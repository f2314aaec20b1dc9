import { pino } from 'pino';
import type { ApiKey, CreditCap } from '../access/api-key.ts';
import type { ApiKeys } from '../access/api-keys.ts';
import { openAccess } from '../access/open-access.ts';
import type { Role } from '../access/viewer.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { DatabaseClock } from '../database/database-clock.ts';
import { idsInOrder } from '../database/ids-in-order.ts';
import { typeId } from '../graphql/ids/type-id.ts';
import type { ApiKeyId, ProjectId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { SYSTEM_ACTOR } from '../ledger/kernel/expire-due.ts';
import { StartError } from '../start-error.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';
import { tableOf } from './table.ts';
import { withDatabase } from './with-database.ts';

/** Null: the only workspace of the database. */
interface InWorkspace {
  readonly workspaceId: WorkspaceId | null;
}

export interface NewKeyRequest extends InWorkspace {
  readonly name: string;
  readonly role: Role;
  /** Empty: every project. */
  readonly projectIds: readonly ProjectId[];
  readonly creditCap: CreditCap | null;
  readonly expiresAt: Instant | null;
}

/** Creates a key. Its secret is in the result and nowhere else. Throws InvalidInputError and StartError. */
export function createKey(context: CommandContext, request: NewKeyRequest): Promise<CommandResult> {
  return withKeys(context, request, async (apiKeys, workspaceId, database) => {
    const { projectIds } = request;
    const found = await database.prisma.project.count({ where: { id: { in: [...projectIds] }, workspaceId } });
    if (found !== new Set(projectIds).size) throw new StartError('--project names no project of this workspace');
    const restricted = projectIds.length === 0 ? null : [...new Set(projectIds)];
    const created = await apiKeys.create({ ...request, workspaceId, projectIds: restricted }, SYSTEM_ACTOR);
    const { apiKey, secret } = created;
    return {
      isGood: true,
      lines: [secret, `Key ${typeId('key', apiKey.id)} "${apiKey.name}" was created. Its secret is shown only here.`],
      json: { secret, key: jsonOf(apiKey) },
    };
  });
}

export function listKeys(
  context: CommandContext,
  { includeRevoked, ...at }: InWorkspace & { readonly includeRevoked: boolean },
): Promise<CommandResult> {
  return withKeys(context, at, async (apiKeys, workspaceId) => {
    const keys = (await apiKeys.list(workspaceId, includeRevoked)).map(jsonOf);
    const rows = keys.map(({ id, name, role, projectIds, expiresAt, lastUsedAt, revokedAt }) => [
      id,
      name,
      role,
      projectIds === null ? 'every' : String(projectIds.length),
      lastUsedAt ?? 'never',
      revokedAt === null ? (expiresAt ?? 'never') : 'revoked',
    ]);
    const lines = tableOf(['id', 'name', 'role', 'projects', 'last used', 'ends'], rows);
    return { isGood: true, lines, json: { keys } };
  });
}

/** Revokes a key, in every running process within a second. Throws StartError if it does not exist or is the last ADMIN key. */
export function revokeKey(
  context: CommandContext,
  { keyId, ...at }: InWorkspace & { readonly keyId: ApiKeyId },
): Promise<CommandResult> {
  return withKeys(context, at, async (apiKeys, workspaceId) => {
    const revocation = await apiKeys.revoke(workspaceId, keyId, SYSTEM_ACTOR);
    switch (revocation.status) {
      case 'revoked':
        return {
          isGood: true,
          lines: [`Key ${typeId('key', keyId)} "${revocation.apiKey.name}" is revoked.`],
          json: { key: jsonOf(revocation.apiKey) },
        };
      case 'not-found':
        throw new StartError(`there is no key ${typeId('key', keyId)}`);
      case 'last-admin-key':
        throw new StartError(
          'this is the last ADMIN key for every project that does not expire: create another such key first',
        );
    }
  });
}

const monotonicMs = () => performance.now();

/** Timestamps come from the database's clock, as in the API. */
function withKeys(
  { config, clock: machineClock, randomBytes }: CommandContext,
  { workspaceId }: InWorkspace,
  use: (apiKeys: ApiKeys, workspaceId: WorkspaceId, database: Database) => Promise<CommandResult>,
): Promise<CommandResult> {
  return withDatabase(config, async (url) => {
    const log = pino({ level: 'silent' });
    const clock = new DatabaseClock({ machineClock, steadyClock: monotonicMs, log });
    await clock.set(url);
    const database = openDatabase(url);
    const newId = idsInOrder(clock.now, randomBytes);
    const access = openAccess({ database, newId, randomBytes, clock: clock.now, monotonicMs, log, oidc: null });
    try {
      return await use(access.apiKeys, await findWorkspace(database, workspaceId), database);
    } finally {
      access.close();
      await database.close();
    }
  });
}

async function findWorkspace({ prisma }: Database, wanted: WorkspaceId | null): Promise<WorkspaceId> {
  const where = wanted === null ? {} : { id: wanted };
  const [first, second] = await prisma.workspace.findMany({ where, take: 2, select: { id: true } });
  if (!first) throw new StartError('there is no such workspace: the first start of a server creates one');
  if (second) throw new StartError('there are several workspaces: name one by --workspace wsp_…');
  return first.id as WorkspaceId; // ids are stored unchanged
}

function jsonOf({ id, name, role, prefix, projectIds, creditCap, ...key }: ApiKey) {
  return {
    id: typeId('key', id),
    name,
    role,
    prefix,
    projectIds: projectIds && projectIds.map((projectId) => typeId('prj', projectId)),
    creditCap: creditCap && { credits: creditCap.credits, per: creditCap.per },
    createdAt: timeOf(key.createdAt),
    lastUsedAt: timeOf(key.lastUsedAt),
    expiresAt: timeOf(key.expiresAt),
    revokedAt: timeOf(key.revokedAt),
  };
}

const timeOf = (at: Instant | null) => (at === null ? null : new Date(at).toISOString());
