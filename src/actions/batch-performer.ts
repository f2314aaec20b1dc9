import { UnavailableError } from '../database/failure.ts';
import { InvalidInputError, NotFoundError } from '../input/invalid-input.ts';
import type { ProjectId } from '../ids.ts';
import type { Outcome } from '../ledger/store/submission.ts';
import { ATTEMPTS_MAX, type PerformerDependencies } from './action-performer.ts';
import { type ActionRequest, type CheckedRequest, checkRequest } from './action-request.ts';
import { type PendingCharge, Charges, type ChargeOutcome, type Requester } from './charges.ts';
import type { StartingPoint } from './starting-point.ts';

/** Whether one refused item prevents the others from being performed. */
export type BatchMode = 'ALL_OR_NOTHING' | 'AS_MANY_AS_AFFORDABLE';

export interface Batch {
  readonly projectId: ProjectId;
  readonly mode: BatchMode;
  /** Items of the project. An error replaces an item that is invalid. */
  readonly items: readonly (ActionRequest | InvalidInputError)[];
}

export type ItemOutcome =
  | ChargeOutcome
  | { readonly status: 'invalid'; readonly field: string; readonly message: string }
  /** Another item was refused. */
  | { readonly status: 'not-performed' }
  /** The item may have been charged; it may be repeated under the same key. */
  | { readonly status: 'unknown'; readonly idempotencyKey: string };

/** An edit cannot be an item. */
export type BatchDependencies = Omit<PerformerDependencies, 'unchangedEdits'>;

interface ReadyItem {
  readonly checked: CheckedRequest;
  readonly start: StartingPoint;
}

const NOT_PERFORMED = { status: 'not-performed' } as const;

/**
 * Accepts many actions of one project, each with its own charge and key. They are posted in one turn of the event loop, so
 * that they share a commit.
 */
export class BatchPerformer {
  readonly #dependencies: BatchDependencies;
  readonly #charges: Charges;

  constructor(dependencies: BatchDependencies) {
    this.#dependencies = dependencies;
    this.#charges = new Charges(dependencies);
  }

  /** Returns one outcome for each item, in order. Throws if the database is unavailable before anything was written. */
  async perform({ projectId, mode, items }: Batch, by: Requester): Promise<ItemOutcome[]> {
    const prepared = await this.#prepare(items);
    const isTogether = mode === 'ALL_OR_NOTHING';
    const outcomes = prepared.map((item) => ('status' in item ? item : null));
    if (isTogether && outcomes.some((outcome) => outcome !== null && outcome.status !== 'performed'))
      return outcomes.map((each) => each ?? NOT_PERFORMED);
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const prices = await this.#dependencies.priceLists.assumedNow(by.workspaceId);
      const open = prepared.flatMap((item, index) =>
        'status' in item || outcomes[index] !== null
          ? []
          : [{ index, charge: this.#charges.of(item.checked, item.start, prices, by) }],
      );
      const charges = open.map(({ charge }) => charge);
      const results = await this.#toOutcomes(projectId, charges, await this.#post(charges, isTogether));
      const haveChanged = results.includes(null);
      for (const [openIndex, { index }] of open.entries()) {
        const outcome = results[openIndex] ?? null;
        // If the prices have changed, the items that were not performed are retried with the rest of their group.
        outcomes[index] = haveChanged && outcome?.status === 'not-performed' ? null : outcome;
      }
      const known = outcomes.filter((outcome) => outcome !== null);
      if (known.length === outcomes.length) return known;
      this.#dependencies.priceLists.forget(by.workspaceId);
    }
    throw new UnavailableError('the prices change too often');
  }

  async #prepare(items: Batch['items']): Promise<(ReadyItem | ItemOutcome)[]> {
    const checked = items.map((item): CheckedRequest | ItemOutcome => {
      try {
        if (item instanceof InvalidInputError) throw item;
        return checkRequest(item);
      } catch (error) {
        return invalidItem(error);
      }
    });
    const requests = checked.flatMap((item) => ('status' in item ? [] : [item]));
    const starts = new Map(await this.#dependencies.startingPoints.findAll(requests));
    return Promise.all(
      checked.map(async (item) => {
        if ('status' in item) return item;
        const start = starts.get(item);
        if (start && !(start instanceof Error) && !('notReady' in start)) return { checked: item, start };
        const earlier = await this.#charges.earlier(item);
        if (earlier) return earlier;
        if (!start || start instanceof Error) return invalidItem(start);
        return { status: 'image-not-ready', message: start.notReady };
      }),
    );
  }

  /** Null for outcomes that are unknown. */
  async #post(charges: readonly PendingCharge[], isTogether: boolean): Promise<readonly (Outcome | null)[]> {
    const { ledger } = this.#dependencies;
    if (isTogether) return ledger.postTogether(charges).catch((error: unknown) => charges.map(() => unknown(error)));
    return Promise.all(charges.map(({ posting, attachment }) => ledger.post(posting, attachment).catch(unknown)));
  }

  async #toOutcomes(
    projectId: ProjectId,
    charges: readonly PendingCharge[],
    outcomes: readonly (Outcome | null)[],
  ): Promise<(ItemOutcome | null)[]> {
    const depleted = outcomes.find(isDepletion);
    if (depleted) await this.#charges.tellDepletion(projectId, depleted.refusal);
    return Promise.all(
      charges.map(async (charge, index): Promise<ItemOutcome | null> => {
        const outcome = outcomes[index];
        if (!outcome) return { status: 'unknown', idempotencyKey: charge.posting.key?.value ?? '' };
        const isOfGroup = outcome.status === 'refused' && outcome.refusal.reason === 'group-refused';
        return isOfGroup ? NOT_PERFORMED : this.#charges.outcomeOf(charge, outcome);
      }),
    );
  }
}

function isDepletion(outcome: Outcome | null): outcome is Extract<Outcome, { status: 'refused' }> {
  return outcome?.status === 'refused' && outcome.refusal.reason === 'insufficient-credits';
}

function unknown(error: unknown): null {
  if (error instanceof UnavailableError) return null;
  throw error;
}

/** The outcome of an item for which a single action would throw this error. */
function invalidItem(error: unknown): ItemOutcome {
  if (error instanceof InvalidInputError) {
    return { status: 'invalid', field: error.problems[0]?.field ?? '', message: error.message };
  }
  if (error instanceof NotFoundError) return { status: 'invalid', field: error.field, message: error.message };
  throw error;
}
