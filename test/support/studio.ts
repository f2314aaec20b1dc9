import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { apiKeyRow } from '../../src/access/api-key.ts';
import { newSecret } from '../../src/access/secrets.ts';
import type { Role } from '../../src/access/viewer.ts';
import { actionEngines } from '../../src/actions/action-engines.ts';
import type { Lane } from '../../src/actions/lanes.ts';
import { createTasks, SCHEDULE } from '../../src/actions/tasks.ts';
import { startWorker, type WorkerOptions } from '../../src/actions/worker.ts';
import { type App, openApp } from '../../src/app.ts';
import { firstPriceListRow } from '../../src/prices/price-list.ts';
import { readConfig } from '../../src/config/config.ts';
import { typeIdOrNull } from '../../src/graphql/ids/type-id.ts';
import type { Engine } from '../../src/engines/engine.ts';
import type { ApiKeyId, WorkspaceId } from '../../src/ids.ts';
import { LOG_SERIALIZERS } from '../../src/log-serializers.ts';
import { nightlyCheck } from '../../src/ledger/check/nightly-check.ts';
import type { Metrics } from '../../src/telemetry/metrics.ts';
import type { OtelTracing } from '../../src/telemetry/otel-tracing.ts';
import { startServer } from '../../src/server/server.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { FakeStripe } from './fake-stripe.ts';
import { GraphqlClient } from './graphql-client.ts';
import { searchLog } from './log-watch.ts';
import { createProject, grantCredits } from './operations.ts';
import { ScriptedEngine } from './scripted-engine.ts';

export interface StudioOptions {
  readonly engine?: Engine;
  /** Actions at once; 0 leaves them queued. */
  readonly workers?: number;
  readonly lanes?: readonly Lane[];
  readonly clock?: () => number;
  /** Of another studio, to run a second process beside it. */
  readonly databaseUrl?: string;
  readonly dataFolder?: string;
  /** Whether credits can be bought, at a Stripe of its own. */
  readonly sellsCredits?: boolean;
  /** As the environment would set them, such as LIMIT_DEPTH. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly metrics?: Metrics;
  readonly tracing?: OtelTracing;
}

/** A whole Darkroom in this process, on a database of its own. */
export interface Studio {
  readonly url: string;
  readonly app: App;
  /** The number of open WebSockets. */
  readonly openSockets: () => number;
  readonly databaseUrl: string;
  readonly dataFolder: string;
  /** Everything that was logged. */
  readonly logged: string[];
  /** A client with a new key of the role, in the first workspace unless another is named. */
  client(role?: Role, workspaceId?: WorkspaceId): Promise<GraphqlClient>;
  newWorkspace(): Promise<WorkspaceId>;
  /** The id of a new project that has been granted so many credits. */
  newProject(admin: GraphqlClient, credits: number): Promise<string>;
  stop(): Promise<void>;
}

export async function startStudio(options: StudioOptions = {}): Promise<Studio> {
  const cleanUp = new AsyncDisposableStack();
  const own = options.databaseUrl === undefined ? await testDatabase() : null;
  if (own) cleanUp.defer(() => own.close());
  const databaseUrl = options.databaseUrl ?? (own as TestDatabase).url; // one of the two is there
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'darkroom-test-')));
  if (options.dataFolder === undefined) cleanUp.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const logged: string[] = [];
  const { tracing } = options;
  const mixin = tracing && { mixin: () => tracing.logFields() };
  const log = pino(
    { level: 'debug', serializers: LOG_SERIALIZERS, ...mixin },
    { write: (line) => void logged.push(line) },
  );
  const clock = options.clock ?? Date.now;
  let url = '';
  const environment = {
    clock,
    randomBytes,
    wait: (delayMs: number) => sleep(delayMs, undefined, { ref: false }),
    cores: 2,
    log,
    tracing: tracing ?? null,
  };
  const engine = options.engine ?? new ScriptedEngine();
  const stripe = options.sellsCredits ? await FakeStripe.open() : null;
  if (stripe) cleanUp.defer(() => stripe.close());
  const settings = readConfig(
    { ...(stripe && { ...stripe.variables, PURCHASE_RETURN_ORIGINS: 'http://localhost' }), ...options.variables },
    process.cwd(),
  );
  const oidc = settings.oidc && { ...settings.oidc, readProjectId: (id: string) => typeIdOrNull('prj', id) };
  const app = await openApp({
    ...environment,
    metrics: options.metrics ?? null,
    databaseUrl,
    storage: settings.storage,
    previousStorage: settings.previousStorage,
    dataFolder,
    docsFolder: path.join(import.meta.dirname, '../../docs'),
    answersModel: settings.answersModel,
    engine,
    previewEngine: engine,
    actionEngines: actionEngines(settings.engine.choices),
    engineMoney: settings.engine,
    engineTimeoutMs: settings.engine.timeoutMs,
    limits: settings.limits,
    publicUrl: () => url,
    webhookAllowPrivate: settings.webhookAllowPrivate,
    stripe: settings.stripe,
    returnOrigins: settings.purchaseReturnOrigins,
    mail: settings.mail,
    oidc,
  });
  cleanUp.defer(() => app.close());
  const { lanes = [], workers = 2 } = options;
  await work(app, { concurrency: workers, lanes, actionsPerProject: settings.actionsPerProject }, cleanUp);
  const { services, delivery } = app;
  const where = { host: '127.0.0.1', port: 0, builtFolder: path.join(import.meta.dirname, '../../dist') };
  const health = {
    isReady: async () => true,
    clockSkewMs: () => 0,
    notifications: () => ({ transport: app.live.transport.name, connected: app.live.transport.isConnected }),
    engineProblems: app.engineProblems,
  };
  const server = await startServer({
    services,
    observer: app.metrics,
    tracing: tracing ?? null,
    delivery,
    health,
    ...where,
    settings,
    log,
  });
  cleanUp.defer(() => server.stop());
  url = server.url;
  const clients: GraphqlClient[] = [];
  cleanUp.defer(async () => {
    await Promise.all(clients.map((client) => client.close()));
  });
  let firstWorkspace = own ? await newWorkspace(app) : null;
  return {
    url,
    app,
    openSockets: server.openSockets,
    databaseUrl,
    dataFolder,
    logged,
    newWorkspace: () => newWorkspace(app),
    async client(role = 'ADMIN', workspaceId) {
      firstWorkspace ??= await newWorkspace(app);
      const client = new GraphqlClient(url, await newKey(app, workspaceId ?? firstWorkspace, role));
      clients.push(client);
      return client;
    },
    async newProject(admin, credits) {
      const { createProject: project } = await admin.send(createProject, { input: { name: 'Necklace spring' } });
      if (credits > 0) {
        const input = { projectId: project.id, idempotencyKey: 'to begin with', credits };
        await admin.send(grantCredits, { input });
      }
      return project.id;
    },
    async stop() {
      await cleanUp.disposeAsync();
      searchLog(logged);
    },
  };
}

async function work(
  app: App,
  { concurrency, lanes, actionsPerProject }: Pick<WorkerOptions, 'concurrency' | 'lanes' | 'actionsPerProject'>,
  cleanUp: AsyncDisposableStack,
): Promise<void> {
  if (concurrency === 0) return;
  const { environment, services, database, runner } = app;
  const { clock, wait, log } = environment;
  const tasks = createTasks({
    runner,
    queue: database.sessionPool,
    findProject: async (id) => (await services.projects.findMany([id]))[0] ?? null,
    settle: (id) => services.ledger.settle(id),
    forgetExpiredUploads: (before) => services.uploads.forgetExpiredUploads(before),
    collectPictures: (signal) => app.collector.collect(signal),
    forgetOldQuestions: () => services.answers.forgetOldQuestions(),
    forgetOldDeliveries: async () => {
      await Promise.all([app.webhooks.forgetOld(), app.mail.forgetOld()]);
    },
    tellEndingKeys: () => app.mail.tellEndingKeys(),
    tracing: app.environment.tracing ?? null,
    checkLedger: () => nightlyCheck(app.services.ledgerChecker, log),
    clock,
    wait,
  });
  app.webhooks.dispatcher.start();
  cleanUp.defer(() => app.webhooks.dispatcher.stop());
  const syncLoop = app.purchases.payments?.syncLoop;
  syncLoop?.start();
  cleanUp.defer(() => syncLoop?.stop());
  app.mail.dispatcher?.start();
  cleanUp.defer(async () => app.mail.dispatcher?.stop());
  const worker = await startWorker({
    database,
    tasks,
    schedule: SCHEDULE,
    concurrency,
    lanes,
    actionsPerProject,
    wait,
    elapsedMs: () => performance.now(),
    log,
    failAction: (projectId, actionId) => runner.failAction(projectId, actionId),
    onStuck: (error) => log.fatal({ err: error }, 'given up'),
  });
  cleanUp.defer(() => worker.stop());
}

async function newWorkspace({ database: { prisma }, services }: App): Promise<WorkspaceId> {
  const id = services.newId<WorkspaceId>();
  const now = services.clock();
  await prisma.workspace.create({ data: { id, name: 'Studio', createdAt: new Date(now) } });
  await prisma.priceList.create({ data: firstPriceListRow(id, now) });
  return id;
}

async function newKey({ database: { prisma }, services }: App, workspaceId: WorkspaceId, role: Role): Promise<string> {
  const secret = newSecret(randomBytes);
  const id = services.newId<ApiKeyId>();
  const name = `${role.toLowerCase()} key`;
  const createdAt = services.clock();
  const unlimited = { projectIds: null, creditCap: null, expiresAt: null };
  await prisma.apiKey.create({ data: apiKeyRow({ id, workspaceId, name, role, secret, createdAt, ...unlimited }) });
  return secret;
}
