import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { apiKeyRow } from './access/api-key.ts';
import { newSecret } from './access/secrets.ts';
import { firstPriceListRow } from './prices/price-list.ts';
import type { App } from './app.ts';
import { withSetupLock } from './database/setup-lock.ts';
import type { ApiKeyId, GrantId, WorkspaceId } from './ids.ts';
import { SYSTEM_ACTOR } from './ledger/kernel/expire-due.ts';

/** What the first project of the embedded database begins with. */
const FIRST_CREDITS = 100;
const LOW_BALANCE = 10;

/** The first key's secret, in the data folder, readable by its owner alone. */
export const FIRST_KEY_FILE = 'first-api-key';

export interface FirstStartOptions {
  readonly databaseUrl: string;
  readonly dataFolder: string;
  /** Null: a key is made and kept in the data folder. */
  readonly bootstrapApiKey: string | null;
  /** A project with some credits to begin with. */
  readonly withProject: boolean;
}

/**
 * Gives an empty database a workspace, its first ADMIN key and the published prices. Of several processes that start at
 * once one does it. Gives the secret of a key that it has made, so that it can be shown; null otherwise.
 */
export async function fillEmptyDatabase(app: App, options: FirstStartOptions): Promise<string | null> {
  return withSetupLock(options.databaseUrl, async () => {
    if ((await app.database.prisma.workspace.count()) > 0) return null;
    const made = options.bootstrapApiKey === null ? newSecret(app.surroundings.randomBytes) : null;
    if (made !== null) await keepSecret(options.dataFolder, made);
    await fill(app, options.bootstrapApiKey ?? made ?? '', options.withProject);
    return made;
  });
}

async function keepSecret(folder: string, secret: string): Promise<void> {
  const file = path.join(folder, FIRST_KEY_FILE);
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  await chmod(file, 0o600); // also where the file was there before
}

/** The workspace comes with its key and its prices or not at all, so that nobody is locked out by a crash. */
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
