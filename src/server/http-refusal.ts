import { GraphQLError } from 'graphql';

/** Refuses a request before it is handled. Rendered in the error format of the route. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly statusCode: number;
  readonly code: string;
  /** Machine-readable details in addition to the code. */
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly headers: Record<string, string>;

  constructor(
    statusCode: number,
    code: string,
    message: string,
    extensions: Readonly<Record<string, unknown>> = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
    this.extensions = extensions;
    this.headers = headers;
  }
}

/** Converts a GraphQLError that has an HTTP status, for routes without GraphQL. Returns any other error unchanged. */
export function asHttpRefusal(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const { code, http, ...extensions } = error.extensions;
  const { status, headers } = Object(http) as { status?: number; headers?: Map<string, string> }; // as Apollo reads it
  if (status === undefined) return error;
  return new HttpRefusal(status, String(code), error.message, extensions, Object.fromEntries(headers ?? []));
}
