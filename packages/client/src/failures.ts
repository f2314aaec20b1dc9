/** The server rejected the request, for example for a missing permission. Nothing was written. */
export class RequestRefusedError extends Error {
  override readonly name = 'RequestRefusedError';
  /** One of the codes in the documentation of errors. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * No answer arrived in time, so it is unknown whether the request was performed. Repeat it with the same idempotency key; it is
 * then performed once.
 */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
  /** The key of the request; null if it has none. */
  readonly idempotencyKey: string | null;

  constructor(idempotencyKey: string | null, cause: unknown) {
    super('the server did not answer in time', { cause });
    this.idempotencyKey = idempotencyKey;
  }
}
