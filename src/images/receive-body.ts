/**
 * The outcome of receiving a body:
 *
 *   whole    it has exactly the announced number of bytes
 *   longer   it has more; the rest was dropped
 *   shorter  it ended earlier, or the connection broke
 *   silent   no bytes arrived for too long
 *   late     `isLate` returned true between two chunks
 */
export type ReceivedBody =
  | { readonly status: 'whole'; readonly bytes: Uint8Array }
  | { readonly status: 'shorter'; readonly received: number }
  | { readonly status: 'longer' }
  | { readonly status: 'silent' }
  | { readonly status: 'late' };

export interface BodyLimits {
  readonly bytes: number;
  /** The longest time between two chunks. */
  readonly silenceMs: number;
  /** Called at each chunk, so that a client that sends single bytes cannot stay forever. */
  readonly isLate: () => boolean;
}

/**
 * Reads a body into memory, at most the announced number of bytes. If it stops early, it does not destroy the body, because
 * the response may have to use the same connection.
 */
export async function receiveBody(body: AsyncIterable<Uint8Array>, limits: BodyLimits): Promise<ReceivedBody> {
  const bytes = Buffer.allocUnsafe(limits.bytes); // takes memory only as it is filled
  const chunks = body[Symbol.asyncIterator]();
  let received = 0;
  for (;;) {
    const next = await nextChunk(chunks, limits.silenceMs);
    if (next === 'silent') return { status: 'silent' };
    if (next === 'end') break;
    if (limits.isLate()) return { status: 'late' };
    if (received + next.length > limits.bytes) return { status: 'longer' };
    bytes.set(next, received);
    received += next.length;
  }
  return received === limits.bytes ? { status: 'whole', bytes } : { status: 'shorter', received };
}

async function nextChunk(chunks: AsyncIterator<Uint8Array>, silenceMs: number): Promise<Uint8Array | 'end' | 'silent'> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<'silent'>((resolve) => {
    timer = setTimeout(resolve, silenceMs, 'silent');
  });
  const chunk = chunks.next().then(
    (next) => (next.done === true ? 'end' : next.value),
    () => 'end' as const, // a broken connection: the body is too short
  );
  try {
    return await Promise.race([chunk, silence]);
  } finally {
    clearTimeout(timer);
  }
}
