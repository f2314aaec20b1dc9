import { types } from 'node:util';
import type { LoggerOptions } from 'pino';

/** The logged fields of an error. */
interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const CAUSES_MAX = 5;

/**
 * Only the type, message, code and stack of errors are logged. Drivers add other properties, such as the values of a failed
 * statement, which may contain prompts and hashes of keys.
 */
export const LOG_SERIALIZERS: NonNullable<LoggerOptions['serializers']> = {
  err: (error) => loggedError(error, CAUSES_MAX),
};

function loggedError(error: unknown, causes: number): LoggedError {
  if (!types.isNativeError(error)) return { type: typeof error, message: String(error) };
  const { message, stack, cause } = error;
  return {
    type: error.constructor.name,
    message,
    ...('code' in error && { code: String(error.code) }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && causes > 0 && { cause: loggedError(cause, causes - 1) }),
  };
}
