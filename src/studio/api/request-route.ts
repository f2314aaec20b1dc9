/** An error response of a route of this server. Its message is for the person. */
export class RouteError extends Error {
  override readonly name = 'RouteError';
  /** The HTTP status; null: no response arrived, or it was not JSON. */
  readonly status: number | null;
  /** The code of the refusal, such as LINK_OVER; null if the response has none. */
  readonly code: string | null;

  constructor(message: string, { status, code }: { status: number | null; code: string | null }) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Whether the same request may succeed if it is repeated later. */
  get isPassing(): boolean {
    return this.status === null || this.status >= 500 || this.status === 429;
  }
}

export interface RouteRequest {
  /** The JSON body of a POST; null: the request is a GET. */
  readonly body: object | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** The message of the error if the same request may succeed later, or if the server sends none. */
  readonly noResponse: string;
}

/** Sends a request to a JSON route of this server. Throws RouteError. */
export async function requestRoute<Body>(path: string, { body, headers, noResponse }: RouteRequest): Promise<Body> {
  const response = await fetch(path, {
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  }).catch(() => null);
  const received: unknown = (await response?.json().catch(() => null)) ?? null;
  if (response?.ok && received !== null) return received as Body; // this server's own response
  const { error } = Object(received) as { error?: { code?: string; message?: string } }; // the format of its error responses
  const problem = new RouteError(error?.message ?? noResponse, {
    status: response && !response.ok ? response.status : null,
    code: error?.code ?? null,
  });
  throw problem.isPassing ? new RouteError(noResponse, problem) : problem;
}
