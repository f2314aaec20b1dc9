import { type Agent, fetch as undiciFetch, type RequestInit as UndiciRequestInit } from 'undici';
import { guardedAgent, PrivateAddressError, type Resolve } from '../../guarded-agent.ts';
import { isPublicAddress } from '../../public-address.ts';
import { EngineRejectedError, EngineUnavailableError } from '../engine.ts';
import { ResponseLimiter, SMALL_RESPONSE_BYTES } from './response-limiter.ts';

/** The maximum size of a response body; pictures of models are smaller. */
export const RESPONSE_MAX_BYTES = 67_108_864; // 64 MiB

export const REFUSED_BY_POLICY = 'The engine refuses this by its content policy. Change the words or the picture.';

/** The idle timeout of a picture's body, in addition to the timeout of the whole call. */
const SILENCE_MS = 60_000; // a minute
const CONNECTIONS_PER_ORIGIN = 16;

/**
 * The fetch function of a provider's client. The configured origin may be private; any other host, named by a response, must
 * have public addresses only. Redirects are checked as well, the size of bodies is limited, and large ones wait for their turn
 * in `lane`.
 */
export function guardedFetch(
  trustedOrigin: string | null,
  {
    refusedPoll = null,
    resolve,
    lane = new ResponseLimiter(),
  }: { readonly refusedPoll?: RegExp | null; readonly resolve?: Resolve; readonly lane?: ResponseLimiter } = {},
): typeof fetch {
  const publicAgent = guardedAgent({
    isAllowedHost: () => false,
    isAllowedAddress: isPublicAddress,
    silenceMs: SILENCE_MS,
    connectionsPerOrigin: CONNECTIONS_PER_ORIGIN,
    resolve,
  });
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const enter = lane.entrance();
    const asked = await buffered({ redirect: 'manual', ...init });
    const isTrusted = url.origin === trustedOrigin || url.protocol === 'data:';
    const sent = isTrusted ? fetch(url, asked) : fetchPublic(url, asked, publicAgent);
    const response = limited(await sent, () => unlessAborted(enter(), asked.signal));
    if (refusedPoll === null || init.method === 'POST') return response;
    if (!response.headers.get('content-type')?.includes('json')) return response;
    const text = await response.text();
    if (refusedPoll.test(text)) throw new EngineRejectedError(REFUSED_BY_POLICY);
    return new Response(text, { status: response.status, headers: response.headers });
  };
}

/** Uses the fetch of the undici package, because Node's accepts only agents of its bundled undici. */
async function fetchPublic(url: URL, init: RequestInit, dispatcher: Agent): Promise<Response> {
  const { hostname, protocol } = url;
  if (!/^https?:$/.test(protocol)) throw new EngineUnavailableError(`a response names an address of ${protocol}`);
  try {
    // Both implement the Fetch standard, with separate types.
    return (await undiciFetch(url, { ...init, dispatcher } as UndiciRequestInit)) as unknown as Response;
  } catch (error) {
    if (!(error instanceof Error && error.cause instanceof PrivateAddressError)) throw error;
    throw new EngineUnavailableError(`a response names ${hostname}, which is in a private network`, { cause: error });
  }
}

/**
 * Converts a form to bytes, because Node's fetch crashes the process if a request is aborted while it writes a form
 * (nodejs/undici#5835).
 */
async function buffered(init: RequestInit): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const headers = new Headers(init.headers);
  headers.set('content-type', form.headers.get('content-type') ?? 'multipart/form-data');
  const body = new Uint8Array(await form.arrayBuffer());
  init.signal?.throwIfAborted();
  return { ...init, headers, body };
}

/** Rejects as soon as the signal is aborted. */
async function unlessAborted(turn: Promise<void>, signal: AbortSignal | null = null): Promise<void> {
  if (!signal) return turn;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    await Promise.race([turn, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function limited(response: Response, enter: () => Promise<void>): Response {
  if (response.body === null || response.status === 204 || response.status === 304) return response;
  const tooLong = () => new EngineUnavailableError(`the engine responds with more than ${RESPONSE_MAX_BYTES} bytes`);
  if (Number(response.headers.get('content-length')) > RESPONSE_MAX_BYTES) {
    void response.body.cancel();
    throw tooLong();
  }
  let bytes = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > SMALL_RESPONSE_BYTES) await enter();
      if (bytes > RESPONSE_MAX_BYTES) controller.error(tooLong());
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), { status: response.status, headers: response.headers });
}
