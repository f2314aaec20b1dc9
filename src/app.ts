/**
 * The composition root. All side effects are passed in: the database's URL, the folders, the engine, the clock and
 * randomness.
 */
import type { Logger } from 'pino';
import type { OidcSettings } from './access/oidc-settings.ts';
import { firstWorkspace, openAccess } from './access/open-access.ts';
import type { Action } from './actions/action.ts';
import { BatchPerformer } from './actions/batch-performer.ts';
import { ActionCanceler } from './actions/action-canceler.ts';
import type { EngineProblem } from './actions/engine-call-log.ts';
import { ActionPerformer, type PerformerDependencies } from './actions/action-performer.ts';
import type { ActionRunner } from './actions/action-runner.ts';
import { QueuePositions } from './actions/queue-positions.ts';
import { SubjectFinder } from './actions/subject-finder.ts';
import { StartingPoints } from './actions/starting-point.ts';
import type { Engine } from './engines/engine.ts';
import { ExamplePictures } from './examples/example-pictures.ts';
import { UnchangedEdits } from './actions/unchanged-edits.ts';
import { Answers } from './answers/answers.ts';
import { CurrentFigures } from './answers/current-figures.ts';
import type { ModelSettings } from './answers/model-settings.ts';
import { openWording } from './answers/open-model.ts';
import { QuestionLog } from './answers/question-log.ts';
import { readPages } from './answers/read-pages.ts';
import { auditPage } from './audit/audit.ts';
import { type Database, openDatabase } from './database/database.ts';
import { idsInOrder } from './database/ids-in-order.ts';
import type { NewId, ProjectId } from './ids.ts';
import type { Instant } from './instant.ts';
import { openDownloads } from './open-downloads.ts';
import { ReadShares } from './graphql/read-shares.ts';
import type { Services } from './graphql/services.ts';
import type { ContentHash } from './images/image.ts';
import type { PictureCollector } from './images/picture-collector.ts';
import type { PictureDelivery } from './images/picture-delivery.ts';
import { openLedger } from './open-ledger.ts';
import type { Live } from './live/live.ts';
import { openTransport, type TransportOptions } from './open-transport.ts';
import { openOutgoing } from './open-outgoing.ts';
import { openCredits } from './open-credits.ts';
import { openErasure } from './open-erasure.ts';
import { type ImageOptions, type Images, openImages } from './open-images.ts';
import { openEngineCalls, openRunner, type RunnerOptions } from './open-runner.ts';
import { openShares, type ShareParts } from './open-shares.ts';
import { Presets } from './presets/presets.ts';
import { PriceListPublisher } from './prices/price-list-publisher.ts';
import { PriceLists } from './prices/price-lists.ts';
import type { Projects } from './projects/projects.ts';
import { openPurchases, type PurchaseOptions, type Purchases } from './purchases/open-purchases.ts';
import type { Purchase } from './purchases/purchase.ts';
import { PURCHASE_IDS } from './webhook-ids.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { Mail } from './mail/open-mail.ts';
import type { MailSettings } from './mail/smtp.ts';
import type { Tracing } from './tracing.ts';
import type { Webhooks } from './webhooks/open-webhooks.ts';

/** What a process takes from its environment. */
export interface Environment {
  readonly clock: () => Instant;
  readonly randomBytes: (size: number) => Buffer;
  /** Resolves after a delay. */
  readonly wait: (delayMs: number) => Promise<void>;
  readonly cores: number;
  readonly log: Logger;
  /** Null or absent: nothing is traced. */
  readonly tracing?: Tracing | null;
}

export interface AppOptions
  extends
    Environment,
    RunnerOptions,
    ImageOptions,
    TransportOptions,
    Pick<PurchaseOptions, 'stripe' | 'returnOrigins'> {
  readonly databaseUrl: string;
  /** The URL of a pooler in transaction mode to the same database, for reads; null: none. */
  readonly poolerUrl?: string | null;
  /** The URL of a replica, for reads that may be served by it; null: none. */
  readonly replicaUrl?: string | null;
  /** Contains the pages of the documentation. */
  readonly docsFolder: string;
  /** The model that formulates answers from the documentation; null: none. */
  readonly answersModel: ModelSettings | null;
  /** Private host names, addresses and networks that webhooks may reach. */
  readonly webhookAllowPrivate: readonly string[];
  /** The engine for the pictures of the examples. */
  readonly previewEngine: Pick<Engine, 'prompt'>;
  /** How e-mail is sent; null: not at all. */
  readonly mail: MailSettings | null;
  /** The OpenID provider whose tokens are accepted beside our own; null: none. */
  readonly oidc: OidcSettings | null;
}

/** The parts of one process, ready to serve or to work. */
export interface App {
  readonly services: Services;
  readonly database: Database;
  /** Null: nothing is measured. */
  readonly metrics: Metrics | null;
  readonly live: Pick<Live<Action, Purchase>, 'watches' | 'transport'>;
  readonly runner: ActionRunner;
  /** The engines that need the operator's attention. */
  readonly engineProblems: () => Promise<EngineProblem[]>;
  readonly delivery: PictureDelivery;
  readonly collector: PictureCollector;
  readonly webhooks: Webhooks;
  readonly purchases: Purchases;
  readonly mail: Mail;
  readonly environment: Environment;
  /** Answers all accepted requests, then closes the connections to the database. */
  close(): Promise<void>;
}

export async function openApp(options: AppOptions): Promise<App> {
  const { clock, randomBytes, metrics = null } = options;
  const database = openDatabase(options.databaseUrl, options.poolerUrl, options.replicaUrl);
  const newId = idsInOrder(clock, randomBytes);
  const { webhooks, mail } = openOutgoing(options, database, newId);
  const images = await openImages(options, database, newId, (removed) => live.picturesRemoved(removed));
  const outgoing = { webhooks, mail, images, transport: await openTransport(options, database) };
  const parts = openLedger(options, database, newId, outgoing);
  const { live, ledger, history, historyAsOf, projects, actions, notifications } = parts;
  const access = openAccess({ ...options, database, newId, monotonicMs: () => performance.now() });
  const prices = openPrices(database, newId, clock);
  const news = purchaseNews(webhooks, live);
  const purchases = await openPurchases({ ...options, ...PURCHASE_IDS, ...news, database, ledger, newId, mail });
  const engineCalls = openEngineCalls(options, { on: database.pool, newId });
  const transactionDownloads = await openDownloads(options, database, { historyAsOf, projects });
  const running = { database, ledger, newId, images, engineCallLog: engineCalls.log, changed: notifications.ended };
  const acting = actionServices(options, { ...running, ...prices, ...notifications, clock, webhooks });
  await live.open();
  return {
    database,
    delivery: images.delivery,
    collector: images.collector,
    webhooks,
    purchases,
    mail,
    environment: options,
    services: {
      clock,
      newId,
      ...engineCalls.services,
      ...access,
      auditPage: (page) => auditPage(database, page),
      answers: await openAnswers(options, database, { ...prices, projects }),
      readShares: new ReadShares(),
      projects,
      ...openErasure({ ...options, ...running, ...acting, actions, ...notifications }),
      ledger,
      history,
      historyAsOf,
      transactionDownloads,
      presets: new Presets({ database, newId, clock }),
      examplePictures: new ExamplePictures({ ...options, engine: options.previewEngine }),
      ...prices,
      actions,
      ...openCredits({ database, ledger, history, newId, clock, metrics, ...notifications }),
      queuePositions: new QueuePositions(database.pool),
      ...acting,
      ...webhooks.services,
      purchases,
      mailRecipients: mail.recipients,
      ...imageServices(images),
      ...liveServices(live, { ...options, database, newId }),
    },
    metrics,
    live,
    runner: openRunner(options, running),
    engineProblems: engineCalls.problems,
    close: () => closeAll(access, [ledger, live, database]),
  };
}

/** Closes the parts in order: the last commits must still be pushed, and pushes read from the database. */
async function closeAll(access: { close(): void }, parts: readonly { close(): Promise<void> }[]): Promise<void> {
  access.close();
  for (const part of parts) await part.close();
}

function purchaseNews(
  webhooks: Webhooks,
  live: Live<Action, Purchase>,
): Pick<PurchaseOptions, 'eventsWritten' | 'changed'> {
  return {
    eventsWritten: () => webhooks.dispatcher.wake(),
    changed: (projectId, purchaseId) => live.purchaseChanged(projectId, purchaseId),
  };
}

function imageServices({ catalog, uploads, urls }: Images) {
  return {
    images: catalog,
    uploads,
    pictureUrl: urls.pictureUrl.bind(urls),
    downloadUrl: urls.downloadUrl.bind(urls),
  };
}

function actionServices(
  { engine, tracing = null }: AppOptions,
  {
    images,
    webhooks: { depleted },
    ...parts
  }: Omit<PerformerDependencies, 'startingPoints' | 'unchangedEdits' | 'depleted'> & {
    readonly images: Pick<Images, 'catalog' | 'pictures' | 'remover'>;
    readonly webhooks: Webhooks;
    readonly ended: (action: Action) => void;
  },
) {
  const startingPoints = new StartingPoints(parts.database, images.catalog);
  const unchangedEdits = new UnchangedEdits(parts.database, engine);
  const { catalog, pictures, remover } = images;
  const removePictures = (removable: readonly ContentHash[]) => remover.remove(removable);
  const performing = { ...parts, startingPoints, unchangedEdits, depleted, tracing };
  return {
    performer: new ActionPerformer(performing),
    batchPerformer: new BatchPerformer(performing),
    canceler: new ActionCanceler({ ...parts, changed: parts.ended }),
    subjects: new SubjectFinder({ ...parts, engine, images: catalog, pictures, removePictures }),
  };
}

/** The live streams, and the share links and comments whose changes they send. */
function liveServices(live: Live<Action, Purchase>, parts: Omit<ShareParts, 'live'>) {
  return {
    ...openShares({ ...parts, live }),
    watchBalance: (projectId: ProjectId, afterSequence: number | null) => live.watchBalance(projectId, afterSequence),
    watchActions: (projectId: ProjectId) => live.watchActions(projectId),
    watchPurchases: (projectId: ProjectId) => live.watchPurchases(projectId),
    watchFeedback: (projectId: ProjectId) => live.watchFeedback(projectId),
  };
}

function openPrices(database: Database, newId: NewId, clock: () => Instant) {
  const priceLists = new PriceLists(database, clock);
  return { priceLists, priceListPublisher: new PriceListPublisher({ database, priceLists, newId, clock }) };
}

async function openAnswers(
  { docsFolder, answersModel, publicUrl, clock, log }: AppOptions,
  database: Database,
  sources: { readonly priceLists: PriceLists; readonly projects: Projects },
): Promise<Answers> {
  return new Answers({
    documentation: await readPages(docsFolder),
    figures: new CurrentFigures({ ...sources, firstWorkspaceId: () => firstWorkspace(database) }),
    questionLog: new QuestionLog(database, clock),
    wording: answersModel && (await openWording(answersModel, log)),
    publicUrl,
  });
}
