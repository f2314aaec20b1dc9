import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { App } from '../../../src/app.ts';
import type { ActionId, GrantId, WorkspaceId } from '../../../src/ids.ts';
import { BALANCE_LIMIT } from '../../../src/ledger/kernel/decide-grant.ts';
import type { ProjectCommit, Submission } from '../../../src/ledger/store/submission.ts';
import { BENCH_GRANT } from '../ledger/bench-grant.ts';
import { graphqlSubscription, type Publication, sharedClockMs } from '../live/live-server.ts';
import { countOpenSockets, countSocketWrites } from '../live/socket-writes.ts';
import { answerCalls, settings } from '../processes/answer-calls.ts';
import { compiled } from './compiled.ts';
import { type BenchProject, type DarkroomCalls, type DarkroomSettings, KEY } from './darkroom-calls.ts';

const { databaseUrl, natsUrl, dataFolder, hasMetrics } = await settings<DarkroomSettings>();
const socketWrites = countSocketWrites();
const projects: BenchProject[] = [];
const publishedAt = await noteCommits();
const { app, url } = await serve();
const { services } = app;
const workspaceId = await firstWorkspace();
const { typeId } = await compiled<typeof import('../../../src/graphql/ids/type-id.ts')>('graphql/ids/type-id.js');

answerCalls<DarkroomCalls>({
  address: async () => url,
  makeProjects,
  subscriptions: async (count) =>
    projects
      .slice(0, count)
      .map((project) => graphqlSubscription(project.typeId, { authorization: `Bearer ${KEY}`, standsWith: 'line' })),
  publish,
  publishedAt: async () => publishedAt,
  socketWrites: async () => socketWrites(),
  openSockets: async () => countOpenSockets(),
});

/** As `npm start` does, with no workers: what is charged stays queued. */
async function serve(): Promise<{ app: App; url: string }> {
  const { openApp } = await compiled<typeof import('../../../src/app.ts')>('app.js');
  const { startServer } = await compiled<typeof import('../../../src/server/server.ts')>('server/server.js');
  const { fillEmptyDatabase } = await compiled<typeof import('../../../src/first-start.ts')>('first-start.js');
  const { createBuiltinEngine } = await compiled<typeof import('../../../src/engines/builtin/builtin-engine.ts')>(
    'engines/builtin/builtin-engine.js',
  );
  const { actionEngines } =
    await compiled<typeof import('../../../src/actions/action-engines.ts')>('actions/action-engines.js');
  const { readConfig } = await compiled<typeof import('../../../src/config/config.ts')>('config/config.js');
  // All requests come from one client, so its rate limits must not affect the measurement.
  const config = readConfig(
    {
      NATS_URL: natsUrl ?? '',
      LIMIT_REQUESTS_PER_SECOND: '1000000',
      LIMIT_REQUEST_BURST: '1000000',
      LIMIT_ADDRESS_REQUESTS_PER_SECOND: '1000000',
      LIMIT_ADDRESS_REQUEST_BURST: '1000000',
      LIMIT_SOCKETS_PER_CREDENTIAL: '1000000',
      LIMIT_SOCKET_MESSAGES_PER_SECOND: '1000000',
      LIMIT_SOCKET_BYTES_PER_SECOND: '1000000000',
      LIMIT_RETAINED_BYTES: '10000000000',
      LIMIT_SOCKET_STALL_SECONDS: '1', // `live` waits for it
    },
    process.cwd(),
  );
  const { Metrics } = await compiled<typeof import('../../../src/telemetry/metrics.ts')>('telemetry/metrics.js');
  const metrics = hasMetrics ? new Metrics(Date.now) : null;
  const log = pino({ level: 'warn' }, { write: (line) => process.stderr.write(line) });
  const engine = createBuiltinEngine();
  const opened = await openApp({
    answersModel: null,
    docsFolder: path.join(import.meta.dirname, '../../../docs'),
    clock: Date.now,
    randomBytes,
    wait: (delayMs) => sleep(delayMs),
    cores: 2,
    log,
    metrics,
    databaseUrl,
    nats: config.nats,
    storage: { kind: 'folder' },
    previousStorage: null,
    dataFolder,
    engine,
    previewEngine: engine,
    actionEngines: actionEngines({ prompt: 'builtin', edit: 'builtin', background: 'builtin', expand: 'builtin' }),
    engineMoney: { costs: {}, creditPrice: null },
    engineTimeoutMs: 120_000,
    publicUrl: () => 'http://localhost',
    webhookAllowPrivate: [],
    stripe: null,
    returnOrigins: [],
    mail: null,
    oidc: null,
    limits: { copiesBytes: 1_073_741_824, uploadsBytes: 268_435_456 },
  });
  await fillEmptyDatabase(opened, { databaseUrl, dataFolder, bootstrapApiKey: KEY, withProject: false });
  const { services: served, delivery } = opened;
  const server = await startServer({
    services: served,
    delivery,
    observer: metrics,
    health: {
      isReady: async () => true,
      clockSkewMs: () => 0,
      notifications: () => ({ transport: opened.live.transport.name, connected: opened.live.transport.isConnected }),
      engineProblems: async () => [],
    },
    host: '127.0.0.1',
    port: 0,
    settings: config,
    builtFolder: path.join(import.meta.dirname, '../../../dist'),
    log,
  });
  return { app: opened, url: server.url };
}

/** By the first project's sequences: when the ledger told of the commit. */
async function noteCommits(): Promise<Map<number, number>> {
  const { Live } = await compiled<typeof import('../../../src/live/live.ts')>('live/live.js');
  const noted = new Map<number, number>();
  const prototype: {
    committed: (this: unknown, commits: readonly ProjectCommit[], submissions: readonly Submission[]) => void;
  } = Live.prototype;
  const original = prototype.committed;
  prototype.committed = function committed(commits, submissions) {
    const now = sharedClockMs();
    for (const { project, entries } of commits) {
      if (project.id === projects[0]?.id) for (const { sequence } of entries) noted.set(sequence, now);
    }
    return original.call(this, commits, submissions);
  };
  return noted;
}

async function firstWorkspace(): Promise<WorkspaceId> {
  const { id } = await app.database.prisma.workspace.findFirstOrThrow({ select: { id: true } });
  return id as WorkspaceId; // an id comes out of the database as it went in
}

async function makeProjects(count: number): Promise<BenchProject[]> {
  for (let number = 0; number < count; number += 1) {
    const { id } = await services.projects.create(workspaceId, 'Necklace spring', null);
    const grantId = services.newId<GrantId>();
    await services.ledger.post({ ...BENCH_GRANT, workspaceId, projectId: id, grantId, credits: BALANCE_LIMIT });
    projects.push({ id, typeId: typeId('prj', id) });
  }
  return projects;
}

async function publish({ from, projects: count, lines, note }: Publication): Promise<void> {
  const charges = projects.slice(from, from + count).flatMap(({ id }) => Array.from({ length: lines }, () => id));
  await Promise.all(
    charges.map((projectId) =>
      services.ledger.post({
        type: 'charge',
        projectId,
        workspaceId,
        actor: 'bench',
        note: note ?? null,
        key: null,
        actionId: services.newId<ActionId>(),
        actionKind: 'PROMPT',
        credits: 5,
        maxCredits: null,
        keyId: null,
        capKeyId: null,
      }),
    ),
  );
}
