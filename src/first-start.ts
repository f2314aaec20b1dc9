import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { apiKeyRow } from './access/api-key.ts';
import { newSecret } from './access/secrets.ts';
import { firstPriceListRow } from './prices/price-list.ts';
import type { App } from './app.ts';
import { withSetupLock } from './database/setup-lock.ts';
import type { ApiKeyId, GrantId, WorkspaceId } from './ids.ts';
import { SYSTEM_ACTOR } from './ledger/kernel/expire-due.ts';

/** The credits and the low-balance threshold of the first project of the embedded database. */
const FIRST_CREDITS = 100;
const LOW_BALANCE = 10;

/** The file in the data folder with the first key's secret, readable by its owner only. */
export const FIRST_KEY_FILE = 'first-api-key';

export interface FirstStartOptions {
  readonly databaseUrl: string;
  readonly dataFolder: string;
  /** Null: a key is generated and stored in the data folder. */
  readonly bootstrapApiKey: string | null;
  /** Whether to create a project with some credits. */
  readonly withProject: boolean;
}

/**
 * Creates a workspace, its first ADMIN key and the published prices in an empty database. Of several processes that start at
 * once, one does so. Returns the secret of a generated key, so that it can be shown, else null.
 */
export async function fillEmptyDatabase(app: App, options: FirstStartOptions): Promise<string | null> {
  return withSetupLock(options.databaseUrl, async () => {
    if ((await app.database.prisma.workspace.count()) > 0) return null;
    const made = options.bootstrapApiKey === null ? newSecret(app.environment.randomBytes) : null;
    if (made !== null) await keepSecret(options.dataFolder, made);
    await fill(app, options.bootstrapApiKey ?? made ?? '', options.withProject);
    return made;
  });
}

async function keepSecret(folder: string, secret: string): Promise<void> {
  const file = path.join(folder, FIRST_KEY_FILE);
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  await chmod(file, 0o600); // in case the file existed before
}

/** The workspace, its key and its prices are created in one transaction, so that a crash locks nobody out. */
async function fill({ database: { prisma }, services }: App, secret: string, withProject: boolean): Promise<void> {
  const { clock, newId, projects, ledger } = services;
  const now = clock();
  const workspaceId = newId<WorkspaceId>();
  const firstKey = apiKeyRow({
    id: newId<ApiKeyId>(),
    workspaceId,
    name: 'First key',
    role: 'ADMIN',
    projectIds: null,
    creditCap: null,
    expiresAt: null,
    secret,
    createdAt: now,
  });
  await prisma.$transaction([
    prisma.workspace.create({ data: { id: workspaceId, name: 'My studio', createdAt: new Date(now) } }),
    prisma.priceList.create({ data: firstPriceListRow(workspaceId, now) }),
    prisma.apiKey.create({ data: firstKey }),
  ]);
  if (!withProject) return;
  const project = await projects.create(workspaceId, 'My first project', LOW_BALANCE);
  await ledger.post({
    type: 'grant',
    projectId: project.id,
    workspaceId,
    grantId: newId<GrantId>(),
    credits: FIRST_CREDITS,
    source: 'PROMOTION',
    priority: 50,
    expiresAt: null,
    actor: SYSTEM_ACTOR,
    note: 'To begin with',
    key: null,
  });
}
