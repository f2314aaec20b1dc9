import type { Logger } from 'pino';
import type { Action } from './actions/action.ts';
import { ActionCatalog } from './actions/action-catalog.ts';
import { settlingJobs } from './actions/jobs.ts';
import { nextAllowanceAt } from './allowances/next-allowance-at.ts';
import type { Database } from './database/database.ts';
import type { BusTransport } from './live/bus-transport.ts';
import type { GrantId, NewId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type LedgerHistory, ledgerHistory } from './ledger/ledger-history.ts';
import { Ledger } from './ledger/ledger.ts';
import { type ReplicationTarget, ReplicaReads } from './ledger/replica-reads.ts';
import { Live } from './live/live.ts';
import type { Images } from './open-images.ts';
import type { Outgoing } from './open-outgoing.ts';
import { Projects } from './projects/projects.ts';
import { feedbackSince } from './shares/feedback-since.ts';
import { armTopUps } from './purchases/arm-top-ups.ts';
import type { PurchaseOptions } from './purchases/open-purchases.ts';
import type { Purchase } from './purchases/purchase.ts';
import { PurchaseCatalog } from './purchases/purchase-catalog.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { Tracing } from './tracing.ts';
import { entryEvents } from './webhooks/entry-events.ts';

export interface LedgerParts extends Pick<PurchaseOptions, 'stripe'> {
  readonly databaseUrl: string;
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
  /** Null or absent: nothing is measured. */
  readonly metrics?: Metrics | null;
  /** Null or absent: nothing is traced. */
  readonly tracing?: Tracing | null;
}

/** Opens the ledger, its live streams, and what notifies both of changes. */
export function openLedger(
  { metrics = null, tracing = null, ...options }: LedgerParts,
  database: Database,
  newId: NewId,
  {
    webhooks,
    mail,
    images,
    transport,
  }: Outgoing & { readonly images: Pick<Images, 'cache' | 'collector'>; readonly transport: BusTransport },
) {
  const { databaseUrl, stripe, clock, wait, log } = options;
  const history = ledgerHistory(database.pool);
  const replicaReads = openReplicaReads(database, log);
  const historyAsOf = (project: ReplicationTarget) =>
    replicaReads ? ledgerHistory(replicaReads.of(project)) : history;
  const actions = new ActionCatalog(database, replicaReads);
  const live = openLive(
    { ...options, metrics, tracing },
    { database, transport, origin: newId(), history, images, projects: () => projects, actions },
  );
  const ledger = new Ledger({
    databaseUrl,
    decisionContext: () => ({ now: clock(), newGrantId: () => newId<GrantId>(), nextAllowanceAt }),
    wait,
    settlingJobs,
    entryStatements: (entries) => [
      ...entryEvents(entries),
      ...mail.entryStatements(entries),
      ...(stripe ? armTopUps(entries) : []),
    ],
    committed(commits, submissions) {
      live.committed(commits, submissions);
      webhooks.dispatcher.wake();
    },
    observer: metrics,
    tracing,
  });
  const projects = new Projects({ database, ledger, newId, clock });
  const changed = (action: Action) => {
    live.actionChanged(action);
    webhooks.dispatcher.wake();
  };
  const notifications = {
    changed,
    /** For components that begin or end actions. It must be called once for each change, because metrics count the calls. */
    ended: (action: Action) => {
      changed(action);
      metrics?.actionChanged(action);
    },
    jobQueued: () => live.jobQueued(),
  };
  return { live, ledger, history, historyAsOf, projects, actions, notifications };
}

function openReplicaReads({ pool: primary, replica }: Database, log: Logger): ReplicaReads | null {
  return replica && new ReplicaReads({ primary, replica, steadyClock: () => performance.now(), log });
}

interface LiveParts {
  readonly database: Database;
  readonly transport: BusTransport;
  /** Identifies this process among the others. */
  readonly origin: string;
  readonly history: Pick<LedgerHistory, 'entriesAfterEach'>;
  readonly images: Pick<Images, 'cache' | 'collector'>;
  /** Created after the live streams, which the ledger notifies. */
  readonly projects: () => Projects;
  readonly actions: ActionCatalog;
}

function openLive(
  { clock, wait, log, metrics = null, tracing = null }: Omit<LedgerParts, 'databaseUrl' | 'stripe'>,
  { history, images, projects, actions, ...parts }: LiveParts,
): Live<Action, Purchase> {
  const warn = (error: unknown) => log.warn({ err: error }, 'copies of a removed picture stay in the cache');
  const purchases = new PurchaseCatalog(parts.database);
  return new Live<Action, Purchase>({
    ...parts,
    clock,
    wait,
    log,
    tracing,
    findProjects: (ids) => projects().findMany(ids),
    findAction: async (id) => (await actions.findMany([id]))[0] ?? null,
    findPurchase: (id) => purchases.find(id),
    newestPurchases: (projectIds) => purchases.newestOf(projectIds),
    actionsChangedSince: (projectIds, since) => actions.changedSince(projectIds, since),
    feedbackSince: (projectIds, since) => feedbackSince(parts.database.pool, projectIds, since),
    pictureRemoved: (picture) => void images.cache.removeCopiesOf(new Set([picture])).catch(warn),
    removalsMissed: () => images.collector.removeLeftCopies(),
    entriesAfterEach: (positions, max) => history.entriesAfterEach(positions, max),
    pushed: metrics && ((push) => metrics.pushed(push)),
    malformed: metrics && ((items) => metrics.malformedNotifications(items)),
  });
}
