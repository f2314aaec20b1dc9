import { lookup } from 'node:dns/promises';
import { isPublicAddress } from '../../public-address.ts';
import { EngineRejectedError, EngineUnavailableError } from '../engine.ts';

/** More than any picture of a model. */
export const ANSWER_MAX_BYTES = 67_108_864; // 64 MiB

export const REFUSED_BY_POLICY = 'The engine refuses this by its content policy. Change the words or the picture.';

/**
 * The fetch of a provider's client. The operator's own address is reached wherever it is; any other address, which an
 * answer names, only where all its addresses are public. Redirects are not followed unseen, and bodies have an end.
 */
export function guardedFetch(trustedOrigin: string | null, refusedPoll: RegExp | null = null): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== trustedOrigin) await requirePublic(url);
    const response = limited(await fetch(url, await buffered({ redirect: 'manual', ...init })));
    if (refusedPoll === null || init.method === 'POST') return response;
    if (!response.headers.get('content-type')?.includes('json')) return response;
    const text = await response.text();
    if (refusedPoll.test(text)) throw new EngineRejectedError(REFUSED_BY_POLICY);
    return new Response(text, { status: response.status, headers: response.headers });
  };
}

async function requirePublic({ protocol, hostname }: URL): Promise<void> {
  if (protocol === 'data:') return;
  if (!/^https?:$/.test(protocol)) throw new EngineUnavailableError(`an answer names an address of ${protocol}`);
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }).catch((cause: unknown) => {
    throw new EngineUnavailableError(`${hostname} has no address`, { cause });
  });
  if (!found.every(({ address }) => isPublicAddress(address))) {
    throw new EngineUnavailableError(`an answer names ${hostname}, which is in a private network`);
  }
}

/**
 * A form is turned into bytes first: Node's fetch ends the whole process where a form that it still writes is aborted
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

function limited(response: Response): Response {
  if (response.body === null || response.status === 204 || response.status === 304) return response;
  const tooLong = () => new EngineUnavailableError(`the engine answers with more than ${ANSWER_MAX_BYTES} bytes`);
  if (Number(response.headers.get('content-length')) > ANSWER_MAX_BYTES) {
    void response.body.cancel();
    throw tooLong();
  }
  let bytes = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > ANSWER_MAX_BYTES) controller.error(tooLong());
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), { status: response.status, headers: response.headers });
}
