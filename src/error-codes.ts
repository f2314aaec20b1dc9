/**
 * Every code that `extensions.code` of a thrown error can have, beside those with which the GraphQL layer itself refuses
 * a document (GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, …). UNAVAILABLE alone means: repeat the same request.
 */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
