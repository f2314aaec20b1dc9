import { UnavailableError } from '../database/failure.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PriceLists } from '../prices/price-lists.ts';
import { type ActionRequest, checkRequest } from './action-request.ts';
import { Charges, type ChargesDependencies, type PerformOutcome, type Requester } from './charges.ts';
import type { StartingPoints } from './starting-point.ts';
import type { UnchangedEdits } from './unchanged-edits.ts';

export interface PerformerDependencies extends ChargesDependencies {
  readonly ledger: Ledger;
  readonly priceLists: PriceLists;
  readonly startingPoints: StartingPoints;
  readonly unchangedEdits: UnchangedEdits;
}

/** How often prices are read again if they change between reading and charging. */
export const ATTEMPTS_MAX = 5;

/**
 * Accepts actions: validates the request and its source picture, takes the price of the current list, and posts one charge
 * together with the action and its job. An accepted action ends with a picture or a refund.
 */
export class ActionPerformer {
  readonly #dependencies: PerformerDependencies;
  readonly #charges: Charges;

  constructor(dependencies: PerformerDependencies) {
    this.#dependencies = dependencies;
    this.#charges = new Charges(dependencies);
  }

  /**
   * Throws InvalidInputError or NotFoundError (nothing was written), or UnavailableError (the outcome is unknown; the same
   * request may be repeated). Checks the input first, then the source picture; the ledger decides last.
   */
  async perform(request: ActionRequest, by: Requester): Promise<PerformOutcome> {
    const { ledger, priceLists, startingPoints, unchangedEdits } = this.#dependencies;
    const checked = checkRequest(request);
    const start = await startingPoints.find(checked).catch(asNotFound);
    if (start instanceof NotFoundError || 'notReady' in start) {
      const earlier = await this.#charges.earlier(checked);
      if (earlier) return earlier;
      if (start instanceof NotFoundError) throw start;
      return { status: 'image-not-ready', message: start.notReady };
    }
    const noChange = await unchangedEdits.find(checked);
    if (noChange !== null) return { status: 'no-change', message: noChange };
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const charge = this.#charges.of(checked, start, await priceLists.assumedNow(by.workspaceId), by);
      const posted = await ledger.post(charge.posting, charge.attachment);
      if (posted.status === 'refused') await this.#charges.tellDepletion(checked.projectId, posted.refusal);
      const outcome = await this.#charges.outcomeOf(charge, posted);
      if (outcome !== null) return outcome;
      priceLists.forget(by.workspaceId);
    }
    throw new UnavailableError('the prices change too often');
  }
}

function asNotFound(error: unknown): NotFoundError {
  if (error instanceof NotFoundError) return error;
  throw error;
}
