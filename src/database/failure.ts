import pg from 'pg';

/**
 * Classifies errors of the database.
 *
 *   unknown     the connection, the server or a lock was lost, so the outcome is unknown: idempotent work can be retried
 *   permanent   the statement itself is at fault (data, constraint, SQL): a retry fails again
 */
export type FailureKind = 'unknown' | 'permanent';

/**
 * SQLSTATEs after which a retry may succeed: 08 connection, 25006 the server is read-only, 25P02 to 25P04 aborted, idle or
 * too long transaction, 40 serialization and deadlock, 53 resources (53100: disk full), 55P03 lock not available, 57014
 * canceled by a timeout, 57P the server is stopping or starting, 58 system error.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const RETRYABLE = /^(08|25006|25P0[234]|40|53|55P03|57014|57P|58)/;

export function failureKind(error: unknown): FailureKind {
  if (error instanceof ConnectionLostError) return 'unknown';
  return error instanceof pg.DatabaseError && RETRYABLE.test(error.code ?? '') ? 'unknown' : 'permanent';
}

/**
 * Whether an error of a read through the pool or Prisma means that the database is unavailable or overloaded. Prisma wraps
 * the driver's error, so the whole chain of causes is checked.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error, depth = 0; isRecord(cause) && depth < 8; depth += 1) {
    if (failureKind(cause) === 'unknown' || saysAway(cause)) return true;
    cause = cause['meta'] ?? cause['driverAdapterError'] ?? cause['cause']; // the first two are Prisma's wrapping
  }
  return false;
}

/**
 * Prisma's error codes: P1001, P1002, P1008, P1011, P1017 and P1018 cannot reach, timed out, closed; P2024 and P2037 no free
 * connection; P2028 a transaction that could not begin or end in time; P2034 a write conflict or deadlock.
 * https://www.prisma.io/docs/orm/reference/error-reference
 */
const PRISMA_AWAY = /^(P10(01|02|08|11|17|18)|P2024|P2028|P2034|P2037)$/;

const SOCKET_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Messages of node, pg and its pool for errors without a specific code. ENOENT occurs with Unix domain sockets. */
const CONNECTION_LOST =
  /connect ENOENT|no server of the list takes writes|Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|not queryable|Cannot use a pool after calling end/;

/** In Prisma's errors `originalCode` is the code of the driver, and `errorCode` is Prisma's own code of a failed connection. */
function saysAway({ code, originalCode, errorCode, message }: Readonly<Record<string, unknown>>): boolean {
  for (const value of [code, originalCode, errorCode]) if (typeof value === 'string' && isAway(value)) return true;
  return typeof message === 'string' && CONNECTION_LOST.test(message);
}

function isAway(code: string): boolean {
  return PRISMA_AWAY.test(code) || SOCKET_AWAY.has(code) || (code.length === 5 && RETRYABLE.test(code));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** No response: the connection could not be opened, broke, or timed out. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

/**
 * The request was not executed in time, or its outcome is unknown. The caller may repeat the same request: its idempotency
 * key ensures that it takes effect once.
 */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/**
 * For rows that the ledger has committed but the pool cannot read, because its connections still lead to another server,
 * such as the old primary after a failover. A retry reads from the new primary.
 */
export function writtenElsewhere(what: string): UnavailableError {
  return new UnavailableError(`${what} was written, and cannot be read where it is looked for`);
}
