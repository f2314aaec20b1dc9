import { setImmediate } from 'node:timers/promises';

/** Pixels between two breaths: 16 ms at the 500 ns that the slowest texture takes for a pixel. */
const CHUNK_PIXELS = 32_768;

/** Calls `work` for every row from the top, giving way to the event loop and looking at the signal between chunks. */
export async function eachRow(
  area: { readonly width: number; readonly height: number },
  signal: AbortSignal,
  work: (y: number) => void,
): Promise<void> {
  const rows = Math.max(1, Math.floor(CHUNK_PIXELS / Math.max(1, area.width)));
  for (let top = 0; top < area.height; top += rows) {
    const bottom = Math.min(area.height, top + rows);
    for (let y = top; y < bottom; y += 1) work(y);
    await breath(signal);
  }
}

/** Lets other work run, then throws the signal's reason if it has aborted. */
export async function breath(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
