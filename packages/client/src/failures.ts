/** The server refused the request itself, such as for a missing permission. Nothing was written. */
export class RequestRefusedError extends Error {
  override readonly name = 'RequestRefusedError';
  /** One of the codes that the page of errors lists. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * No answer arrived in time, so nobody knows whether the request was performed. Repeat it with the same idempotency key: then
 * it is performed once.
 */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
  /** Null: the request has none. */
  readonly idempotencyKey: string | null;

  constructor(idempotencyKey: string | null, cause: unknown) {
    super('the server did not answer in time', { cause });
    this.idempotencyKey = idempotencyKey;
  }
}
