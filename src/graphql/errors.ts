import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { isDatabaseAway, UnavailableError } from '../database/failure.ts';
import type { ErrorCode } from '../error-codes.ts';
import { InvalidInputError, NotFoundError } from '../input/invalid-input.ts';
import { FellBehindError } from '../live/watch.ts';
import { withLines } from './limits/source-lines.ts';

/** An error that was thrown on purpose: its message and its code are for the client. */
export function publicError(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}

/** Whether it may be otherwise when the same request comes again. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof UnavailableError || isDatabaseAway(error);
}

export function unavailable(extensions: Record<string, unknown> = {}): GraphQLError {
  const message = 'Temporarily unavailable: repeat the same request with the same idempotency key.';
  return publicError('UNAVAILABLE', message, extensions);
}

/**
 * The one place that decides what a client learns of an error, whatever the transport: what was thrown on purpose passes,
 * everything else is logged with its cause and answered as INTERNAL_SERVER_ERROR without a word of it.
 */
export function maskError(error: unknown, log: Logger): GraphQLError {
  const located = error instanceof GraphQLError ? error : undefined;
  const shown = shownAs(located, located?.originalError ?? error, log);
  return withLines(
    new GraphQLError(shown.message, {
      nodes: located?.nodes,
      source: located?.source,
      positions: located?.positions,
      path: located?.path,
      extensions: shown.extensions,
    }),
  );
}

function shownAs(located: GraphQLError | undefined, cause: unknown, log: Logger): GraphQLError {
  if (cause instanceof InvalidInputError) {
    return publicError('BAD_USER_INPUT', cause.message, { problems: cause.problems });
  }
  if (cause instanceof NotFoundError) return publicError('NOT_FOUND', cause.message, { field: cause.field });
  if (cause instanceof FellBehindError) return publicError('UNAVAILABLE', cause.message);
  if (isUnavailable(cause)) {
    log.warn({ err: cause }, 'answered UNAVAILABLE');
    return unavailable();
  }
  if (cause instanceof GraphQLError) {
    const code = located?.extensions['code'] ?? cause.extensions['code'];
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      const { http: _http, ...extensions } = cause.extensions; // for the transport, not for the client
      return new GraphQLError(located?.message ?? cause.message, { extensions: { ...extensions, code } });
    }
    if (located?.path === undefined) return refusedDocument(located ?? cause);
  }
  log.error({ err: cause }, 'answered INTERNAL_SERVER_ERROR');
  return publicError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side. It has been logged.');
}

/** The GraphQL layer refuses a document or its variables before anything has run. */
function refusedDocument({ message }: GraphQLError): GraphQLError {
  const code = message.startsWith('Variable "$') ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
  return new GraphQLError(message, { extensions: { code } });
}

/**
 * What ends the fields of a request that has already been answered, so that nobody reads it. Its path keeps graphql-js from
 * making an error of its own for each field.
 */
export const REQUEST_TIMEOUT_ERROR = new GraphQLError('The time of the request is over.', { path: [] });
