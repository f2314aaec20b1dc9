import path from 'node:path';
import { type App, openApp, type Environment } from './app.ts';
import { actionEngines } from './actions/action-engines.ts';
import { type Lane, lanesOf } from './actions/lanes.ts';
import { createTasks, SCHEDULE } from './actions/tasks.ts';
import { startWorker, type Worker } from './actions/worker.ts';
import { welcome } from './welcome.ts';
import type { Config } from './config/config.ts';
import { checkDatabase } from './database/check-database.ts';
import { type Cluster, openCluster } from './embedded-postgres/cluster.ts';
import { SupervisedCluster } from './embedded-postgres/supervised-cluster.ts';
import { migrationsCurrent } from './database/migrate.ts';
import { migrationsFolderOf } from './database/migrations.ts';
import { DatabaseClock } from './database/database-clock.ts';
import { HeadSigner } from './ledger/chain/head-signer.ts';
import { readPrivateKey } from './ledger/chain/signing-keys.ts';
import { ChainAdvancer } from './ledger/chain/chain-advancer.ts';
import { nightlyCheck } from './ledger/check/nightly-check.ts';
import { prepareDatabase } from './database/prepare-database.ts';
import { takesWrites } from './database/takes-writes.ts';
import type { ProjectId } from './ids.ts';
import { StartError } from './start-error.ts';
import { openEngine } from './open-engine.ts';
import { fillEmptyDatabase } from './first-start.ts';
import { typeIdOrNull } from './graphql/ids/type-id.ts';
import type { Health } from './server/health.ts';
import { startServer } from './server/server.ts';

export interface ProcessOptions {
  readonly config: Config;
  readonly role: 'server' | 'worker';
  readonly checkout: string;
  readonly environment: Environment;
  /** Prints a line for the person who started the process. */
  readonly print: (line: string) => void;
  /** Called when the process can no longer work and must be replaced. */
  readonly onFatalError: (error: Error) => void;
}

export const DATABASE_NAME = 'darkroom';

/**
 * The limit of a shutdown. The limits of its parts: requests 30 s by default, workers 8 s, the ledger and the bus 15 s, the
 * database's connections 2 s.
 */
const STOP_LIMIT_MS = 90_000; // 1.5 minutes

/** The additional time for the last checkpoint of the embedded database. */
const CHECKPOINT_LIMIT_MS = 300_000; // 5 minutes

/** Starts the parts of a process in order and stops them in reverse order, also if a start fails. */
export class DarkroomProcess {
  readonly #options: ProcessOptions;
  readonly #started = new AsyncDisposableStack();
  #starting: Promise<void> = Promise.resolve();
  #url = '';
  #worker: Worker | null = null;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  /** Resolves when everything runs. Throws StartError for problems that the operator can fix. */
  start(): Promise<void> {
    this.#starting = this.#start().catch(async (error: unknown) => {
      await this.#started.disposeAsync();
      throw error;
    });
    return this.#starting;
  }

  /**
   * Stops everything that was started, also during the start. Throws if that takes too long; the process may then be ended
   * without loss: unanswered calls have an unknown outcome, and other processes release its jobs.
   */
  async stop(): Promise<void> {
    const { config, environment } = this.#options;
    const limitMs = STOP_LIMIT_MS + (config.databaseUrl === null ? CHECKPOINT_LIMIT_MS : 0);
    const late = environment.wait(limitMs).then(() => {
      throw new Error(`the shutdown did not finish within ${limitMs / 1_000} s`);
    });
    await Promise.race([this.#stop(), late]);
    environment.log.info('stopped');
  }

  async #stop(): Promise<void> {
    await this.#starting.catch(() => undefined); // `start` has thrown it
    await this.#started.disposeAsync();
  }

  async #start(): Promise<void> {
    const { config, role, checkout, environment } = this.#options;
    const { databaseUrl, poolerUrl } = await this.#connectDatabase();
    const { clock: machineClock, log } = environment;
    const clock = new DatabaseClock({ machineClock, steadyClock: () => performance.now(), log });
    await clock.set(databaseUrl);
    await prepareDatabase(databaseUrl, migrationsFolderOf(checkout));
    const metrics = config.metrics && new (await import('./telemetry/metrics.ts')).Metrics(clock.now);
    const { engine, previewEngine, close } = await openEngine(config.engine, log);
    this.#started.defer(close);
    const app = await openApp({
      ...environment,
      metrics,
      clock: clock.now,
      databaseUrl,
      poolerUrl,
      replicaUrl: config.databaseReplicaUrl,
      nats: config.nats,
      storage: config.storage,
      previousStorage: config.previousStorage,
      dataFolder: config.dataFolder,
      docsFolder: path.join(checkout, 'docs'),
      answersModel: config.answersModel,
      engine,
      previewEngine,
      actionEngines: actionEngines(config.engine.choices),
      engineMoney: config.engine,
      engineTimeoutMs: config.engine.timeoutMs,
      limits: config.limits,
      publicUrl: () => config.publicUrl ?? this.#url,
      webhookAllowPrivate: config.webhookAllowPrivate,
      stripe: config.stripe,
      returnOrigins: config.purchaseReturnOrigins,
      mail: config.mail,
      oidc: config.oidc && { ...config.oidc, readProjectId: (id) => typeIdOrNull('prj', id) },
    });
    this.#started.defer(() => app.close());
    clock.follow(app.database.pool);
    this.#started.defer(() => clock.stop());
    const firstKey = await fillEmptyDatabase(app, {
      databaseUrl,
      dataFolder: config.dataFolder,
      bootstrapApiKey: config.bootstrapApiKey,
      withProject: config.databaseUrl === null,
    });
    const workers = role === 'worker' ? Math.max(1, config.workers) : config.workers;
    const lanes = lanesOf(actionEngines(config.engine.choices), { workers, providerCalls: config.engine.concurrency });
    if (workers > 0) await this.#startWorker(app, lanes);
    if (role === 'worker') return this.#serveMetrics(app, null);
    await this.#startServer(app, this.#healthOf(app, clock));
    if (firstKey !== null) await this.#welcome(app, firstKey);
  }

  #healthOf({ database: { pool }, engineProblems, live: { transport } }: App, clock: DatabaseClock): Health {
    const migrations = migrationsFolderOf(this.#options.checkout);
    return {
      isReady: async () => {
        const isWorking = this.#worker?.isWorking() ?? true;
        return isWorking && (await takesWrites(pool)) && migrationsCurrent(pool, migrations);
      },
      clockSkewMs: () => clock.skewMs,
      engineProblems,
      notifications: () => ({ transport: transport.name, connected: transport.isConnected }),
    };
  }

  /** Checks the database before anything is written to it. */
  async #connectDatabase(): Promise<{ databaseUrl: string; poolerUrl: string | null }> {
    const { config, environment } = this.#options;
    const databaseUrl = config.databaseDirectUrl ?? config.databaseUrl ?? (await this.#openEmbedded());
    for (const line of await checkDatabase(databaseUrl, config)) environment.log.warn(line);
    return { databaseUrl, poolerUrl: config.databaseDirectUrl === null ? null : config.databaseUrl };
  }

  async #openEmbedded(): Promise<string> {
    const { config, role, environment } = this.#options;
    const folder = path.join(config.dataFolder, 'postgres');
    if (role === 'worker') return this.#joinServer(await openCluster({ folder, durable: true }));
    const cluster = await SupervisedCluster.open({ ...environment, folder, database: DATABASE_NAME });
    this.#started.defer(() => cluster.close());
    return cluster.url;
  }

  /** A separate worker uses the embedded database of a running server. */
  async #joinServer(cluster: Cluster): Promise<string> {
    if (!cluster.startedHere) return cluster.ensureDatabase(DATABASE_NAME);
    await cluster.stop();
    throw new StartError('no server runs on this data: start one with "npm start" first, or set DATABASE_URL');
  }

  async #startWorker(app: App, lanes: readonly Lane[]): Promise<void> {
    const concurrency = lanes.reduce((sum, lane) => sum + lane.concurrency, 0);
    const { wait, log } = this.#options.environment;
    const { answers, projects, ledger, uploads } = app.services;
    const worker = await startWorker({
      database: app.database,
      tasks: createTasks({
        runner: app.runner,
        queue: app.database.sessionPool,
        findProject: async (id) => (await projects.findMany([id]))[0] ?? null,
        settle: (id) => ledger.settle(id),
        forgetExpiredUploads: (before) => uploads.forgetExpiredUploads(before),
        collectPictures: (signal) => app.collector.collect(signal),
        forgetOldQuestions: () => answers.forgetOldQuestions(),
        forgetOldDeliveries: async () => {
          await Promise.all([app.webhooks.forgetOld(), app.mail.forgetOld()]);
        },
        tellEndingKeys: () => app.mail.tellEndingKeys(),
        tracing: this.#options.environment.tracing ?? null,
        checkLedger: () => nightlyCheck(app.services.ledgerChecker, log),
        clock: app.environment.clock,
        wait,
      }),
      schedule: SCHEDULE,
      concurrency,
      lanes,
      actionsPerProject: this.#options.config.actionsPerProject,
      wait,
      elapsedMs: () => performance.now(),
      log,
      failAction: (projectId, actionId) => app.runner.failAction(projectId, actionId),
      onStuck: (error) => this.#options.onFatalError(error),
    });
    this.#worker = worker;
    this.#started.defer(() => worker.stop());
    app.webhooks.dispatcher.start();
    this.#started.defer(() => app.webhooks.dispatcher.stop());
    const syncLoop = app.purchases.payments?.syncLoop;
    syncLoop?.start();
    this.#started.defer(() => syncLoop?.stop());
    app.mail.dispatcher?.start();
    this.#started.defer(async () => app.mail.dispatcher?.stop());
    await this.#keepChain(app);
    log.info({ concurrency }, 'working');
  }

  async #keepChain({ database, environment: { clock, log } }: App): Promise<void> {
    const { ledgerSigningKeyFile: file } = this.#options.config;
    const signer = file === null ? null : new HeadSigner({ on: database.pool, key: await readPrivateKey(file), clock });
    const chainAdvancer = new ChainAdvancer({ on: database.sessionPool, sign: async () => signer?.sign(), log });
    chainAdvancer.start();
    this.#started.defer(() => chainAdvancer.stop());
  }

  async #startServer(app: App, health: Health): Promise<void> {
    const { config, checkout, environment } = this.#options;
    const { host, port } = config;
    const { log } = environment;
    const { services, delivery } = app;
    const { metrics: observer } = app;
    const own = {
      services,
      delivery,
      health,
      observer,
      tracing: environment.tracing ?? null,
      builtFolder: path.join(checkout, 'dist'),
    };
    const serving = startServer({ ...own, host, port, settings: config, log });
    const server = await serving.catch((error: unknown) => {
      throw toStartError(error, config);
    });
    this.#started.defer(() => server.stop());
    this.#url = server.url;
    server.indexDocumentation();
    log.info({ url: server.url }, 'listening');
    await this.#serveMetrics(app, server.openSockets);
  }

  async #serveMetrics(app: App, openSockets: (() => number) | null): Promise<void> {
    const settings = this.#options.config.metrics;
    if (settings === null || app.metrics === null) return;
    const { openMetrics } = await import('./open-metrics.ts');
    const server = await openMetrics(app.metrics, { ...app, openSockets }, settings);
    this.#started.defer(() => server.stop());
  }

  async #welcome({ database }: App, secret: string): Promise<void> {
    const { config, print } = this.#options;
    const project = await database.prisma.project.findFirst({ select: { id: true } });
    const projectId = project ? (project.id as ProjectId) : null; // stored as such
    const url = config.publicUrl ?? this.#url;
    print(welcome({ url, secret, projectId, dataFolder: config.dataFolder }));
  }
}

function toStartError(error: unknown, { host, port }: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new StartError(`port ${port} on ${host} is in use: set PORT to another one`);
  if (code === 'EACCES')
    return new StartError(`port ${port} may not be used by this account: set PORT to 1024 or more`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartError(`HOST ${host} is no address of this machine`);
  return error;
}
