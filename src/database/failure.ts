import pg from 'pg';

/**
 * What an error of the database means for the work that met it.
 *
 *   unknown   the connection, the server or the lock went away: the work may or may not have been done. Idempotent work
 *             is simply run again.
 *   culprit   the statement itself is at fault (data, constraint, our own SQL): running the same again fails again.
 */
export type FailureKind = 'unknown' | 'culprit';

/**
 * SQLSTATEs after which the same work may succeed: 08 connection, 25006 the server has become a standby or takes no writes,
 * 25P02 to 25P04 aborted, idle or too long transaction, 40 serialization and deadlock, 53 resources (53100: the disk is
 * full), 55P03 lock not available, 57014 canceled by a timeout, 57P the server is stopping or starting, 58 the system
 * under it. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const PASSING = /^(08|25006|25P0[234]|40|53|55P03|57014|57P|58)/;

export function failureKind(error: unknown): FailureKind {
  if (error instanceof ConnectionLostError) return 'unknown';
  return error instanceof pg.DatabaseError && PASSING.test(error.code ?? '') ? 'unknown' : 'culprit';
}

/**
 * Whether an error of a plain read, made through the pool or through Prisma, means that the database is away or too busy.
 * Prisma wraps what the driver said, so the whole chain of causes is looked at.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error, depth = 0; isRecord(cause) && depth < 8; depth += 1) {
    if (failureKind(cause) === 'unknown' || saysAway(cause)) return true;
    cause = cause['meta'] ?? cause['driverAdapterError'] ?? cause['cause']; // the first two are Prisma's wrapping
  }
  return false;
}

/**
 * Prisma: P1001, P1002, P1008, P1011, P1017 and P1018 cannot reach, timed out, closed; P2024 and P2037 no connection free;
 * P2028 a transaction that could not begin or end in time; P2034 a write conflict or deadlock.
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

/** What node, pg and its pool say where there is no code, or none that tells; ENOENT is of a server that listens on a file. */
const CONNECTION_LOST =
  /connect ENOENT|Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|not queryable|Cannot use a pool after calling end/;

/** `originalCode` and `errorCode` are what Prisma calls the code of the driver, and its own where it could not connect. */
function saysAway({ code, originalCode, errorCode, message }: Readonly<Record<string, unknown>>): boolean {
  for (const told of [code, originalCode, errorCode]) if (typeof told === 'string' && isAway(told)) return true;
  return typeof message === 'string' && CONNECTION_LOST.test(message);
}

function isAway(code: string): boolean {
  return PRISMA_AWAY.test(code) || SOCKET_AWAY.has(code) || (code.length === 5 && PASSING.test(code));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** No answer came: the connection could not be made, broke, or stayed silent for too long. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

/**
 * The work could not be done in time, or it is not known whether it was done. The caller may repeat the very same
 * request: under its idempotency key it is done once.
 */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/**
 * For what the ledger has written and the pool does not find: its connections still lead to a server that has not got it,
 * as to an old primary that lives on after another has been promoted. Whoever asks again is answered by the new one.
 */
export function writtenElsewhere(what: string): UnavailableError {
  return new UnavailableError(`${what} was written, and cannot be read where it is looked for`);
}
