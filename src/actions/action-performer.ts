import type { Database } from '../database/database.ts';
import { UnavailableError, writtenElsewhere } from '../database/failure.ts';
import type { ActionId, ApiKeyId, NewId, ProjectId, WorkspaceId } from '../ids.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Refusal } from '../ledger/kernel/posting.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Project } from '../ledger/project.ts';
import { attach } from '../ledger/store/attachment.ts';
import { type AcceptedAction, acceptWriter } from './accept-writer.ts';
import { type Action, actionFromRow } from './action.ts';
import { requestHash } from '../input/request-hash.ts';
import type { PriceClaim } from '../prices/price-check.ts';
import type { AssumedPrices, PriceLists } from '../prices/price-lists.ts';
import type { Depletion } from '../webhooks/depletion.ts';
import { type ActionRequest, type CheckedRequest, checkRequest } from './action-request.ts';
import type { StartingPoint, StartingPoints } from './starting-point.ts';
import type { UnchangedEdits } from './unchanged-edits.ts';

/** The caller for whom an action is performed or canceled. */
export interface Requester {
  readonly workspaceId: WorkspaceId;
  /** Written as the actor of the transaction. */
  readonly actor: string;
  /** The API key whose spending cap is charged; null if it has no cap. */
  readonly capKeyId: ApiKeyId | null;
}

export type PerformOutcome =
  /** `project` is null for a replay: it may have changed since. */
  | {
      readonly status: 'performed';
      readonly action: Action;
      readonly entry: LedgerEntry;
      readonly project: Project | null;
      readonly replayed: boolean;
    }
  | { readonly status: 'image-not-ready'; readonly message: string }
  | { readonly status: 'no-change'; readonly message: string }
  | {
      readonly status: 'price-changed';
      readonly credits: number;
      readonly maxCredits: number;
      readonly priceVersion: number;
    }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export interface PerformerDependencies {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly priceLists: PriceLists;
  readonly startingPoints: StartingPoints;
  readonly unchangedEdits: UnchangedEdits;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** Called with every accepted action. Must not throw. */
  readonly changed: (action: Action) => void;
  /** Called when a job was queued. Must not throw. */
  readonly jobQueued: () => void;
  /** Is told of every action that was refused for want of credits, before the refusal is answered. */
  readonly depleted: (depletion: Depletion) => Promise<void>;
}

/** How often prices are read again if they change between reading and charging. */
const ATTEMPTS_MAX = 5;

/**
 * Accepts actions: validates the request and its source picture, takes the price of the current list, and posts one charge
 * together with the action and its job. An accepted action ends with a picture or a refund.
 */
export class ActionPerformer {
  readonly #dependencies: PerformerDependencies;

  constructor(dependencies: PerformerDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Throws InvalidInputError or NotFoundError (nothing was written), or UnavailableError (the outcome is unknown; the same
   * request may be repeated). Checks the input first, then the source picture; the ledger decides last.
   */
  async perform(request: ActionRequest, by: Requester): Promise<PerformOutcome> {
    const { priceLists, startingPoints, unchangedEdits } = this.#dependencies;
    const checked = checkRequest(request);
    const start = await startingPoints.find(checked);
    if ('notReady' in start) return { status: 'image-not-ready', message: start.notReady };
    const noChange = await unchangedEdits.find(checked);
    if (noChange !== null) return { status: 'no-change', message: noChange };
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const outcome = await this.#charge(checked, start, await priceLists.assumedNow(by.workspaceId), by);
      if (outcome !== null) return outcome;
      priceLists.forget(by.workspaceId);
    }
    throw new UnavailableError('the prices change too often');
  }

  /** Null if the prices have changed since they were read; nothing was written then. */
  async #charge(
    checked: CheckedRequest,
    start: StartingPoint,
    { list, newestVersion }: AssumedPrices,
    by: Requester,
  ): Promise<PerformOutcome | null> {
    const { ledger, newId, clock } = this.#dependencies;
    const id = newId<ActionId>();
    const action: AcceptedAction = {
      ...detailsOf(checked, start),
      id,
      seed: checked.seed ?? seedOf(id),
      credits: list.credits[checked.kind],
      workspaceId: by.workspaceId,
      priceVersion: list.version,
      newestPriceVersion: newestVersion,
      createdAt: clock(),
    };
    const outcome = await ledger.post(
      {
        type: 'charge',
        projectId: checked.projectId,
        workspaceId: by.workspaceId,
        actor: by.actor,
        note: null,
        key: { value: checked.idempotencyKey, requestHash: requestHash(checked) },
        actionId: action.id,
        actionKind: action.kind,
        credits: action.credits,
        maxCredits: checked.maxCredits,
        capKeyId: by.capKeyId,
      },
      attach(acceptWriter, action),
    );
    switch (outcome.status) {
      case 'accepted':
        return this.#accepted(action, outcome.entry, outcome.project);
      case 'replayed':
        return this.#replayed(outcome.entry);
      case 'refused':
        await this.#tellDepletion(checked.projectId, outcome.refusal);
        return refusalOf(outcome.refusal, list.version);
    }
  }

  async #tellDepletion(projectId: ProjectId, refusal: Refusal): Promise<void> {
    if (refusal.reason !== 'insufficient-credits') return;
    const { required, available } = refusal;
    await this.#dependencies.depleted({ projectId, required, available, at: this.#dependencies.clock() });
  }

  #accepted(accepted: AcceptedAction, entry: LedgerEntry | null, project: Project): PerformOutcome {
    if (!entry) throw new Error('the ledger accepted a charge but returned no transaction');
    const { isLargePicture: _, workspaceId: __, newestPriceVersion: ___, ...written } = accepted;
    const action: Action = { ...written, chargeSequence: entry.sequence };
    this.#dependencies.changed(action);
    this.#dependencies.jobQueued();
    return { status: 'performed', action, entry, project, replayed: false };
  }

  async #replayed(entry: LedgerEntry): Promise<PerformOutcome> {
    const row = await this.#dependencies.database.prisma.action.findUnique({
      where: { projectId_id: { projectId: entry.projectId, id: entry.actionId ?? '' } },
    });
    if (!row) throw writtenElsewhere(`action ${entry.actionId}`);
    return { status: 'performed', action: actionFromRow(row), entry, project: null, replayed: true };
  }
}

/** Ids end in 62 bits of chance; 31 of them make the seed. */
function seedOf(id: ActionId): number {
  return Number.parseInt(id.slice(-8), 16) >>> 1;
}

function refusalOf(refusal: Refusal, priceVersion: number): PerformOutcome | null {
  if (refusal.reason === 'precondition-failed') return null;
  if (refusal.reason === 'price-above-max') return { ...refusal, status: 'price-changed', priceVersion };
  if (refusal.reason === 'project-not-found') throw new NotFoundError('projectId', 'project');
  return { status: 'refused', refusal };
}

function detailsOf(
  request: CheckedRequest,
  start: StartingPoint,
): Omit<AcceptedAction, 'id' | 'seed' | 'credits' | keyof PriceClaim | 'createdAt'> {
  const { top, right, bottom, left } = request.kind === 'EXPAND' ? request : { top: 0, right: 0, bottom: 0, left: 0 };
  return {
    ...start,
    projectId: request.projectId,
    kind: request.kind,
    status: 'QUEUED',
    prompt: request.kind === 'BACKGROUND' ? null : request.prompt,
    model: 'model' in request ? request.model : null,
    styling: 'styling' in request ? request.styling : null,
    background: 'background' in request ? request.background : null,
    aspectRatio: request.kind === 'PROMPT' ? request.aspectRatio : null,
    frame: request.kind === 'EXPAND' ? { top, right, bottom, left } : null,
    imageId: null,
    note: null,
    failure: null,
    refundSequence: null,
    engine: null,
    tries: 0,
    startedAt: null,
    finishedAt: null,
  };
}
