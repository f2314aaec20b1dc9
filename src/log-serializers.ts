import { types } from 'node:util';
import type { LoggerOptions } from 'pino';

/** What a log says of an error. */
interface ErrorShown {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ErrorShown;
}

const CAUSES_MAX = 5;

/**
 * Errors are logged by their type, message, code and stack alone. Drivers hang more on them, such as the rows and values
 * of a failed statement: prompts, and hashes of keys.
 */
export const LOG_SERIALIZERS: NonNullable<LoggerOptions['serializers']> = { err: (error) => shown(error, CAUSES_MAX) };

function shown(error: unknown, causes: number): ErrorShown {
  if (!types.isNativeError(error)) return { type: typeof error, message: String(error) };
  const { message, stack, cause } = error;
  return {
    type: error.constructor.name,
    message,
    ...('code' in error && { code: String(error.code) }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && causes > 0 && { cause: shown(cause, causes - 1) }),
  };
}
