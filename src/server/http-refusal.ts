/** A request that is refused before anything of ours has looked into it. Shown as the route's errors are. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly statusCode: number;
  readonly code: string;
  /** For programs, beside the code. */
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
