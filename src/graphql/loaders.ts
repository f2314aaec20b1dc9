import DataLoader from 'dataloader';
import type { Action } from '../actions/action.ts';
import type { PendingLink } from '../access/sign-in-links.ts';
import { hasProject, type Viewer } from '../access/viewer.ts';
import type { ActionId, ApiKeyId, CreditPackId, GrantId, ImageId, ProjectId, PurchaseId } from '../ids.ts';
import type { StoredImage } from '../images/image.ts';
import type { Instant } from '../instant.ts';
import type { EntryPosition, LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import type { CreditPack } from '../purchases/credit-pack.ts';
import type { FeedbackCounts, GuestVerdict } from '../shares/feedback.ts';
import type { Purchase } from '../purchases/purchase.ts';
import type { ReplicationTarget } from '../ledger/replica-reads.ts';
import type { Read } from './read-shares.ts';
import type { Services } from './services.ts';

/** The keys of a batch resolve together; smaller batches let other requests run in between. */
const BATCHES = { maxBatchSize: 500 };

/** A project at an instant. */
export interface ProjectAtInstant {
  readonly project: ReplicationTarget;
  readonly at: Instant;
}

/** What an execution has itself written. */
export interface Written {
  readonly project: Project | null;
  readonly action: Action | null;
  readonly entry: LedgerEntry;
}

/**
 * What one execution has looked up: each thing once, and what a list needs in one go. They live as long as the execution
 * and no longer; every event of a subscription gets new ones. Each loader is made when it is first needed: an execution
 * needs one or two, and a subscription that waits needs none.
 */
export class Loaders {
  readonly #services: Services;
  readonly #viewer: Viewer | null;
  readonly #read: Read;
  readonly #written: Written[] = [];
  #project: DataLoader<ProjectId, Project | null> | undefined;
  #action: DataLoader<ActionId, Action | null> | undefined;
  #queuePosition: DataLoader<ActionId, number> | undefined;
  #image: DataLoader<ImageId, StoredImage | null> | undefined;
  #grant: DataLoader<GrantId, ProjectGrant | null> | undefined;
  #signInLink: DataLoader<ApiKeyId, PendingLink | null> | undefined;
  #purchase: DataLoader<PurchaseId, Purchase | null> | undefined;
  #creditPack: DataLoader<CreditPackId, CreditPack | null> | undefined;
  #entry: DataLoader<EntryPosition, LedgerEntry | null, string> | undefined;
  #balanceAt: DataLoader<ProjectAtInstant, number, string> | undefined;
  #verdicts: DataLoader<ImageId, readonly GuestVerdict[]> | undefined;
  #feedbackCounts: DataLoader<ImageId, FeedbackCounts> | undefined;
  #engineProblem: DataLoader<string, string | null> | undefined;

  constructor(services: Services, viewer: Viewer | null, read: Read) {
    this.#services = services;
    this.#viewer = viewer;
    this.#read = read;
  }

  /** Stores a value that was just read or written, in place of one that was loaded before. */
  know(written: Written): void {
    const { project, action, entry } = written;
    this.#written.push(written);
    if (project) this.#project?.clear(project.id).prime(project.id, project);
    if (action) this.#action?.clear(action.id).prime(action.id, action);
    this.#entry?.prime(entry, entry);
  }

  /** Null where the viewer has no such project. The rest hang from a project that has been looked up here. */
  get project(): DataLoader<ProjectId, Project | null> {
    if (this.#project) return this.#project;
    this.#project = byId(async (ids) => {
      const viewer = this.#viewer;
      if (viewer === null) return [];
      const projects = await this.#read(() => this.#services.projects.findMany(ids));
      return projects.filter(({ id, workspaceId }) => workspaceId === viewer.workspaceId && hasProject(viewer, id));
    });
    for (const { project } of this.#written.toReversed()) if (project) this.#project.prime(project.id, project);
    return this.#project;
  }

  get action(): DataLoader<ActionId, Action | null> {
    if (this.#action) return this.#action;
    this.#action = byId((ids) => this.#read(() => this.#services.actions.findMany(ids)));
    for (const { action } of this.#written.toReversed()) if (action) this.#action.prime(action.id, action);
    return this.#action;
  }

  /** Of a queued action. One that a worker has just taken is next. */
  get queuePosition(): DataLoader<ActionId, number> {
    return (this.#queuePosition ??= new DataLoader(async (ids: readonly ActionId[]) => {
      const positions = await this.#read(() => this.#services.queuePositions.find(ids));
      return ids.map((id) => positions.get(id) ?? 0);
    }, BATCHES));
  }

  get image(): DataLoader<ImageId, StoredImage | null> {
    return (this.#image ??= byId(async (ids) =>
      (await this.#read(() => this.#services.images.findMany(ids))).filter((image) => image.stored),
    ));
  }

  /** The last verdicts of guests on an image. */
  get verdicts(): DataLoader<ImageId, readonly GuestVerdict[]> {
    return (this.#verdicts ??= new DataLoader(async (ids: readonly ImageId[]) => {
      const found = await this.#read(() => this.#services.imageComments.verdictsOf(ids));
      return ids.map((id) => found.filter(({ imageId }) => imageId === id));
    }, BATCHES));
  }

  /** The numbers of comments and verdicts of an image. */
  get feedbackCounts(): DataLoader<ImageId, FeedbackCounts> {
    return (this.#feedbackCounts ??= new DataLoader(async (ids: readonly ImageId[]) => {
      const found = await this.#read(() => this.#services.imageComments.countsOf(ids));
      const byImage = new Map(found.map((counts) => [counts.imageId, counts]));
      return ids.map((imageId) => byImage.get(imageId) ?? { imageId, comments: 0, approvals: 0, changesWanted: 0 });
    }, BATCHES));
  }

  get grant(): DataLoader<GrantId, ProjectGrant | null> {
    return (this.#grant ??= byId((ids) => this.#read(() => this.#services.history.grantsById(ids))));
  }

  /** The unused sign-in link of a key, by the id of the key. */
  get signInLink(): DataLoader<ApiKeyId, PendingLink | null> {
    return (this.#signInLink ??= byId((ids) => this.#read(() => this.#services.signInLinks.pending(ids))));
  }

  get purchase(): DataLoader<PurchaseId, Purchase | null> {
    return (this.#purchase ??= byId((ids) => this.#read(() => this.#services.purchases.catalog.findMany(ids))));
  }

  get creditPack(): DataLoader<CreditPackId, CreditPack | null> {
    return (this.#creditPack ??= byId((ids) => this.#read(() => this.#services.purchases.packs.findMany(ids))));
  }

  /** The problem of an engine, by its name. */
  get engineProblem(): DataLoader<string, string | null> {
    return (this.#engineProblem ??= new DataLoader(async (engines: readonly string[]) => {
      const problems = await this.#read(() => this.#services.engineProblems(engines));
      const found = new Map(problems.map(({ engine, problem }) => [engine, problem]));
      return engines.map((engine) => found.get(engine) ?? null);
    }, BATCHES));
  }

  get entry(): DataLoader<EntryPosition, LedgerEntry | null, string> {
    if (this.#entry) return this.#entry;
    this.#entry = new DataLoader(
      async (positions: readonly EntryPosition[]) => {
        const entries = await this.#read(() => this.#services.history.entriesAt(positions));
        const found = new Map(entries.map((entry) => [positionKey(entry), entry]));
        return positions.map((position) => found.get(positionKey(position)) ?? null);
      },
      { cacheKeyFn: positionKey, ...BATCHES },
    );
    for (const { entry } of this.#written) this.#entry.prime(entry, entry);
    return this.#entry;
  }

  /** The balance of a project at an instant that has passed. */
  get balanceAt(): DataLoader<ProjectAtInstant, number, string> {
    return (this.#balanceAt ??= new DataLoader(
      (moments: readonly ProjectAtInstant[]) => balancesOf(moments, this.#services, this.#read),
      {
        ...BATCHES,
        cacheKeyFn: ({ project, at }) => `${project.id} ${at}`,
      },
    ));
  }
}

function byId<Id extends string, Thing extends { readonly id: Id }>(
  find: (ids: readonly Id[]) => Promise<readonly Thing[]>,
): DataLoader<Id, Thing | null> {
  return new DataLoader(async (ids: readonly Id[]) => {
    const found = new Map((await find(ids)).map((thing) => [thing.id, thing]));
    return ids.map((id) => found.get(id) ?? null);
  }, BATCHES);
}

async function balancesOf(
  moments: readonly ProjectAtInstant[],
  { historyAsOf }: Services,
  read: Read,
): Promise<number[]> {
  const found = new Map<ProjectAtInstant, number>();
  for (const ofProject of Map.groupBy(moments, ({ project }) => project.id).values()) {
    const project = newestOf(ofProject.map((moment) => moment.project));
    const instants = ofProject.map(({ at }) => at);
    const balances = await read(() => historyAsOf(project).balancesAt(project.id, instants));
    for (const [index, moment] of ofProject.entries()) found.set(moment, balances[index] ?? 0);
  }
  return moments.map((moment) => found.get(moment) ?? 0);
}

function newestOf(places: readonly ReplicationTarget[]): ReplicationTarget {
  return places.reduce((newest, place) => (place.sequence > newest.sequence ? place : newest));
}

function positionKey({ projectId, sequence }: EntryPosition): string {
  return `${projectId} ${sequence}`;
}
