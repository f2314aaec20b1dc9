import { invalid, NotFoundError } from '../input/invalid-input.ts';
import { endOfPeriod } from '../ledger/kernel/cap.ts';
import type { Refusal } from '../ledger/kernel/posting.ts';

/**
 * A refusal of the ledger as a member of a result union; those that tell of a mistake in the request itself are thrown.
 * The ones that no request of the API can meet are faults of ours.
 */
export function refusalResult(refusal: Refusal): object {
  switch (refusal.reason) {
    case 'project-not-found':
      throw new NotFoundError('projectId', 'project');
    case 'idempotency-conflict':
      return {
        __typename: 'IdempotencyConflictError',
        message: 'The idempotency key was used before in this project, for another request. Nothing was written.',
        idempotencyKey: refusal.earlier.key?.value,
      };
    case 'project-archived':
      return {
        __typename: 'ProjectArchivedError',
        message: 'The project is archived. Nothing was written.',
        archivedAt: refusal.archivedAt,
      };
    case 'cap-reached': {
      const { credits, per, spent } = refusal.cap;
      const message = `The key may spend ${credits} credits a ${per.toLowerCase()} and has spent ${spent}. Nothing was charged.`;
      return { __typename: 'CreditCapReachedError', message, credits, per, spent, resetsAt: endOfPeriod(refusal.cap) };
    }
    case 'insufficient-credits': {
      const { required, available } = refusal;
      const message = `The action costs ${required} credits and the project has ${available}. Nothing was charged.`;
      return { __typename: 'InsufficientCreditsError', message, required, available, shortfall: required - available };
    }
    case 'balance-limit': {
      const { available, limit } = refusal;
      const message = `A project can hold ${limit} credits and has ${available}. Nothing was granted.`;
      return { __typename: 'BalanceLimitError', message, available, limit };
    }
    case 'expiry-not-in-future':
      throw invalid('expiresAt', 'must be in the future');
    case 'charge-not-found':
    case 'already-refunded':
    case 'precondition-failed':
      throw new Error(`a request was refused for a reason that it cannot have: ${refusal.reason}`);
  }
}
