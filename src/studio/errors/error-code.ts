import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client';
import { ERROR_CODES } from '../../error-codes.ts';

const CODES = [...ERROR_CODES, 'NO_ANSWER'] as const;
/** A code that the API throws, or NO_ANSWER for a request without a response. */
export type ErrorCode = (typeof CODES)[number];

/** The code of an error; INTERNAL_SERVER_ERROR if it is unknown. */
export function errorCode(error: unknown): ErrorCode {
  if (CombinedGraphQLErrors.is(error)) return known(error.errors[0]?.extensions?.['code']);
  if (ServerError.is(error)) return error.statusCode >= 502 ? 'UNAVAILABLE' : codeOfBody(error.bodyText);
  if (ServerParseError.is(error)) return 'INTERNAL_SERVER_ERROR';
  return error instanceof TypeError ? 'NO_ANSWER' : 'INTERNAL_SERVER_ERROR'; // fetch throws TypeError when nobody answers
}

/** Whether the same request may succeed in a moment. */
export function isPassing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'UNAVAILABLE' || code === 'NO_ANSWER';
}

export function isUnauthenticated(error: unknown): boolean {
  return errorCode(error) === 'UNAUTHENTICATED';
}

function codeOfBody(text: string): ErrorCode {
  const body = tryParse(text) as { errors?: { extensions?: { code?: unknown } }[] } | null; // of a GraphQL response, else null
  return known(body?.errors?.[0]?.extensions?.code);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function known(code: unknown): ErrorCode {
  return CODES.find((listed) => listed === code) ?? 'INTERNAL_SERVER_ERROR';
}
