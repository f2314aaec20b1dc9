import { setImmediate } from 'node:timers/promises';

/** The number of pixels between two yields: 16 ms at 500 ns per pixel, which the slowest texture takes. */
const CHUNK_PIXELS = 32_768;

/** Calls `work` for each row from the top. Yields to the event loop and checks the signal between chunks of rows. */
export async function eachRow(
  area: { readonly width: number; readonly height: number },
  signal: AbortSignal,
  work: (y: number) => void,
): Promise<void> {
  const rows = Math.max(1, Math.floor(CHUNK_PIXELS / Math.max(1, area.width)));
  for (let top = 0; top < area.height; top += rows) {
    const bottom = Math.min(area.height, top + rows);
    for (let y = top; y < bottom; y += 1) work(y);
    await yieldToEventLoop(signal);
  }
}

/** Yields to the event loop, then throws the signal's reason if it is aborted. */
export async function yieldToEventLoop(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
