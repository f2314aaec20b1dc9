import { invalid, NotFoundError } from '../input/invalid-input.ts';
import { endOfPeriod } from '../ledger/kernel/cap.ts';
import type { Refusal } from '../ledger/kernel/posting.ts';
import type { AlreadyRefundedError } from './refund.types.ts';
import { counted } from '../counted.ts';
import type {
  BalanceLimitError,
  CreditCapReachedError,
  IdempotencyConflictError,
  InsufficientCreditsError,
  ProjectArchivedError,
} from './user-error.types.ts';

type PostingError = IdempotencyConflictError | ProjectArchivedError;

/** A refused charge as a member of a result union. */
export function chargeError(refusal: Refusal): InsufficientCreditsError | CreditCapReachedError | PostingError {
  if (refusal.reason === 'cap-reached') {
    const { credits, per, spent } = refusal.cap;
    const message = `The key may spend ${counted(credits, 'credit')} a ${per.toLowerCase()} and has spent ${spent}. Nothing was charged.`;
    return { __typename: 'CreditCapReachedError', message, credits, per, spent, resetsAt: endOfPeriod(refusal.cap) };
  }
  if (refusal.reason === 'insufficient-credits') {
    const { required, available } = refusal;
    const message = `The action costs ${counted(required, 'credit')} and the project has ${available}. Nothing was charged.`;
    return { __typename: 'InsufficientCreditsError', message, required, available, shortfall: required - available };
  }
  return postingError(refusal);
}

/** A refused refund by hand as a member of a result union. */
export function refundError(refusal: Refusal): AlreadyRefundedError | IdempotencyConflictError | BalanceLimitError {
  if (refusal.reason === 'already-refunded') {
    const message = 'The charge of the action has been refunded before. Nothing was written.';
    return { __typename: 'AlreadyRefundedError', message, refund: refusal.refund };
  }
  if (refusal.reason === 'balance-limit') return balanceLimitError(refusal, 'refunded');
  return conflictError(refusal);
}

/** A refused revocation as a member of a result union. */
export function revokeError(refusal: Refusal): IdempotencyConflictError {
  if (refusal.reason === 'grant-not-found') throw new NotFoundError('grantId', 'grant');
  return conflictError(refusal);
}

/** A refused transfer as a member of a result union. */
export function transferError(refusal: Refusal): InsufficientCreditsError | BalanceLimitError | PostingError {
  if (refusal.reason === 'receiver-not-found') throw new NotFoundError('toProjectId', 'project');
  if (refusal.reason === 'balance-limit') return balanceLimitError(refusal, 'transferred');
  if (refusal.reason === 'insufficient-credits') {
    const { required, available } = refusal;
    const message = `${counted(required, 'credit')} ${required === 1 ? 'was' : 'were'} to be transferred and the project has ${available}. Nothing was transferred.`;
    return { __typename: 'InsufficientCreditsError', message, required, available, shortfall: required - available };
  }
  return postingError(refusal);
}

function balanceLimitError(
  { available, limit }: { readonly available: number; readonly limit: number },
  done: 'granted' | 'refunded' | 'transferred',
): BalanceLimitError {
  const message = `A project can hold ${counted(limit, 'credit')} and has ${available}. Nothing was ${done}.`;
  return { __typename: 'BalanceLimitError', message, available, limit };
}

export function keyConflict(idempotencyKey: string): IdempotencyConflictError {
  const message = 'The idempotency key was used before in this project, for another request. Nothing was written.';
  return { __typename: 'IdempotencyConflictError', message, idempotencyKey };
}

/** Of a posting that an archived project takes too. */
function conflictError(refusal: Refusal): IdempotencyConflictError {
  const error = postingError(refusal);
  if (error.__typename === 'IdempotencyConflictError') return error;
  throw new Error(`a request was refused for a reason that it cannot have: ${refusal.reason}`);
}

/** A refused grant as a member of a result union. */
export function grantError(refusal: Refusal): BalanceLimitError | PostingError {
  if (refusal.reason === 'balance-limit') return balanceLimitError(refusal, 'granted');
  if (refusal.reason === 'expiry-not-in-future') throw invalid('expiresAt', 'must be in the future');
  return postingError(refusal);
}

/**
 * What any posting of the API can be refused for; a mistake in the request itself is thrown. The reasons that no request
 * can meet are faults of ours.
 */
function postingError(refusal: Refusal): PostingError {
  switch (refusal.reason) {
    case 'project-not-found':
      throw new NotFoundError('projectId', 'project');
    case 'idempotency-conflict':
      return keyConflict(refusal.earlier.key?.value ?? '');
    case 'project-archived':
      return {
        __typename: 'ProjectArchivedError',
        message: 'The project is archived. Nothing was written.',
        archivedAt: refusal.archivedAt,
      };
    case 'balance-limit':
    case 'expiry-not-in-future':
    case 'start-in-past':
    case 'price-above-max':
    case 'cap-reached':
    case 'insufficient-credits':
    case 'charge-not-found':
    case 'grant-not-found':
    case 'receiver-not-found':
    case 'already-refunded':
    case 'precondition-failed':
    case 'group-refused':
      throw new Error(`a request was refused for a reason that it cannot have: ${refusal.reason}`);
  }
}
