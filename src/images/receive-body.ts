/**
 * What became of a body:
 *
 *   whole    it has exactly the bytes announced
 *   longer   it has more; what is beyond was not kept
 *   shorter  it ended before, or the connection broke
 *   silent   nothing came for too long
 *   late     `isLate` said so between two chunks
 */
export type ReceivedBody =
  | { readonly status: 'whole'; readonly bytes: Uint8Array }
  | { readonly status: 'shorter'; readonly received: number }
  | { readonly status: 'longer' }
  | { readonly status: 'silent' }
  | { readonly status: 'late' };

export interface BodyLimits {
  readonly bytes: number;
  /** The longest that the sender may keep silent. */
  readonly silenceMs: number;
  /** Is asked at each chunk, so that whoever sends a byte at a time does not stay for ever. */
  readonly isLate: () => boolean;
}

/**
 * Takes a body into memory, never more than was announced. Leaves the body as it is where it stops before the end: the
 * answer may have to go back over the same connection.
 */
export async function receiveBody(body: AsyncIterable<Uint8Array>, limits: BodyLimits): Promise<ReceivedBody> {
  const bytes = Buffer.allocUnsafe(limits.bytes); // takes memory as it is filled
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
    () => 'end' as const, // a broken connection: what came before it is too short
  );
  try {
    return await Promise.race([chunk, silence]);
  } finally {
    clearTimeout(timer);
  }
}
