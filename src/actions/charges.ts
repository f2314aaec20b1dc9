import type { Database } from '../database/database.ts';
import { writtenElsewhere } from '../database/failure.ts';
import { type ActionId, type ApiKeyId, millisecondOf, type NewId, type ProjectId, type WorkspaceId } from '../ids.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import { requestHash } from '../input/request-hash.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { ChargePosting, Refusal } from '../ledger/kernel/posting.ts';
import type { Project } from '../ledger/project.ts';
import { entryOfKey } from '../ledger/queries/entries.ts';
import { attach, type Attachment } from '../ledger/store/attachment.ts';
import type { Outcome } from '../ledger/store/submission.ts';
import type { ExpectedPrice } from '../prices/price-check.ts';
import type { AssumedPrices } from '../prices/price-lists.ts';
import type { Tracing } from '../tracing.ts';
import type { Depletion } from '../webhooks/depletion.ts';
import { type AcceptedAction, acceptWriter } from './accept-writer.ts';
import { type Action, actionFromRow } from './action.ts';
import { type CheckedRequest, SQUARE } from './action-request.ts';
import type { StartingPoint } from './starting-point.ts';

/** The caller for whom an action is performed or canceled. */
export interface Requester {
  readonly workspaceId: WorkspaceId;
  /** Written as the actor of the transaction. */
  readonly actor: string;
  /** The API key, or the API key that created the token; null for a token of an OpenID provider. */
  readonly keyId: ApiKeyId | null;
  /** The same key, if it has a spending cap; else null. */
  readonly capKeyId: ApiKeyId | null;
}

export type PerformOutcome = ChargeOutcome | { readonly status: 'no-change'; readonly message: string };

export type ChargeOutcome =
  /** `project` is null for a replay: it may have changed since. */
  | {
      readonly status: 'performed';
      readonly action: Action;
      readonly entry: LedgerEntry;
      readonly project: Project | null;
      readonly replayed: boolean;
    }
  | { readonly status: 'image-not-ready'; readonly message: string }
  | {
      readonly status: 'price-changed';
      readonly credits: number;
      readonly maxCredits: number;
      readonly priceVersion: number;
    }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export interface ChargesDependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** Called with every accepted action. Must not throw. */
  readonly changed: (action: Action) => void;
  /** Called when a job was queued. Must not throw. */
  readonly jobQueued: () => void;
  /** Called when an action was refused for insufficient credits, before the refusal is returned. */
  readonly depleted: (depletion: Depletion) => Promise<void>;
  readonly tracing?: Tracing | null;
}

/** An action to accept, and the posting that charges it. */
export interface PendingCharge {
  readonly action: AcceptedAction;
  readonly posting: ChargePosting;
  readonly attachment: Attachment;
}

/** Builds the postings that charge actions, and translates their outcomes. */
export class Charges {
  readonly #dependencies: ChargesDependencies;

  constructor(dependencies: ChargesDependencies) {
    this.#dependencies = dependencies;
  }

  of(
    checked: CheckedRequest,
    start: StartingPoint,
    { list, newestVersion }: AssumedPrices,
    by: Requester,
  ): PendingCharge {
    const { newId, tracing = null } = this.#dependencies;
    const id = newId<ActionId>();
    const action: AcceptedAction = {
      ...detailsOf(checked, start),
      id,
      seed: checked.seed ?? seedOf(id),
      credits: list.credits[checked.kind],
      workspaceId: by.workspaceId,
      priceVersion: list.version,
      newestPriceVersion: newestVersion,
      createdAt: millisecondOf(id),
      traceparent: tracing?.traceparent() ?? null,
    };
    const posting: ChargePosting = {
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
      keyId: by.keyId,
      capKeyId: by.capKeyId,
    };
    return { action, posting, attachment: attach(acceptWriter, action) };
  }

  /** The outcome of an earlier call with the same key, for a request whose source no longer exists; null: there was no such call. */
  async earlier(checked: CheckedRequest): Promise<ChargeOutcome | null> {
    const { projectId, idempotencyKey } = checked;
    const entry = await entryOfKey(this.#dependencies.database.pool, projectId, idempotencyKey);
    if (!entry) return null;
    if (entry.key?.requestHash === requestHash(checked)) return this.#replayed(entry);
    return { status: 'refused', refusal: { reason: 'idempotency-conflict', earlier: entry } };
  }

  /** Null if the prices have changed since they were read; nothing was written then. */
  async outcomeOf({ action }: PendingCharge, outcome: Outcome): Promise<ChargeOutcome | null> {
    switch (outcome.status) {
      case 'accepted':
        return this.#accepted(action, outcome.entry, outcome.project);
      case 'replayed':
        return this.#replayed(outcome.entry);
      case 'refused':
        return refusalOf(outcome.refusal, action.priceVersion);
    }
  }

  async tellDepletion(projectId: ProjectId, refusal: Refusal): Promise<void> {
    if (refusal.reason !== 'insufficient-credits') return;
    const { required, available } = refusal;
    await this.#dependencies.depleted({ projectId, required, available, at: this.#dependencies.clock() });
  }

  #accepted(accepted: AcceptedAction, entry: LedgerEntry | null, project: Project): ChargeOutcome {
    if (!entry) throw new Error('the ledger accepted a charge but returned no transaction');
    const { isLargePicture: _, workspaceId: __, newestPriceVersion: ___, traceparent: ____, ...written } = accepted;
    const action: Action = { ...written, chargeSequence: entry.sequence };
    this.#dependencies.changed(action);
    this.#dependencies.jobQueued();
    return { status: 'performed', action, entry, project, replayed: false };
  }

  async #replayed(entry: LedgerEntry): Promise<ChargeOutcome> {
    const row = await this.#dependencies.database.prisma.action.findUnique({
      where: { projectId_id: { projectId: entry.projectId, id: entry.actionId ?? '' } },
    });
    if (!row) throw writtenElsewhere(`action ${entry.actionId}`);
    return { status: 'performed', action: actionFromRow(row), entry, project: null, replayed: true };
  }
}

/** The last 62 bits of an id are random; the seed is 31 of them. */
function seedOf(id: ActionId): number {
  return Number.parseInt(id.slice(-8), 16) >>> 1;
}

function refusalOf(refusal: Refusal, priceVersion: number): ChargeOutcome | null {
  if (refusal.reason === 'precondition-failed') return null;
  if (refusal.reason === 'price-above-max') return { ...refusal, status: 'price-changed', priceVersion };
  if (refusal.reason === 'project-not-found') throw new NotFoundError('projectId', 'project');
  return { status: 'refused', refusal };
}

function detailsOf(
  request: CheckedRequest,
  { preset, ...start }: StartingPoint,
): Omit<AcceptedAction, 'id' | 'seed' | 'credits' | keyof ExpectedPrice | 'createdAt' | 'traceparent'> {
  const { top, right, bottom, left } = request.kind === 'EXPAND' ? request : { top: 0, right: 0, bottom: 0, left: 0 };
  return {
    ...start,
    projectId: request.projectId,
    kind: request.kind,
    status: 'QUEUED',
    prompt: request.kind === 'BACKGROUND' ? null : request.prompt,
    model: ('model' in request ? request.model : null) ?? preset?.model ?? null,
    styling: ('styling' in request ? request.styling : null) ?? preset?.styling ?? null,
    background: ('background' in request ? request.background : null) ?? preset?.background ?? null,
    aspectRatio: request.kind === 'PROMPT' ? (request.aspectRatio ?? preset?.aspectRatio ?? SQUARE) : null,
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
