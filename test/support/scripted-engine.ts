import type { Engine, EnginePicture } from '../../src/engines/engine.ts';
import sharp from 'sharp';

/** What the engine does with its next call. */
export type Turn =
  | { readonly type: 'picture' }
  | { readonly type: 'error'; readonly error: Error }
  /** It answers nothing until the test lets it, or the call is aborted. */
  | { readonly type: 'wait'; readonly until: Promise<void> };

/**
 * The far end of the network: an engine that does what the test says, call by call, and makes small pictures once nothing
 * more is said.
 */
export class ScriptedEngine implements Engine {
  readonly name = 'scripted';
  readonly calls: string[] = [];
  readonly #turns: Turn[] = [];

  /** Appends to what it is going to do. */
  next(...turns: Turn[]): this {
    this.#turns.push(...turns);
    return this;
  }

  prompt(_request: unknown, signal: AbortSignal): Promise<EnginePicture> {
    return this.#take('prompt', signal);
  }

  edit(_request: unknown, signal: AbortSignal): Promise<EnginePicture> {
    return this.#take('edit', signal);
  }

  background(_request: unknown, signal: AbortSignal): Promise<EnginePicture> {
    return this.#take('background', signal);
  }

  expand(_request: unknown, signal: AbortSignal): Promise<EnginePicture> {
    return this.#take('expand', signal);
  }

  async #take(call: string, signal: AbortSignal): Promise<EnginePicture> {
    this.calls.push(call);
    const turn = this.#turns.shift() ?? { type: 'picture' };
    if (turn.type === 'error') throw turn.error;
    if (turn.type === 'wait') await Promise.race([turn.until, aborted(signal)]);
    return { bytes: await tinyPicture(this.calls.length), contentType: 'image/webp' };
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function tinyPicture(shade: number): Promise<Buffer> {
  const background = { r: shade % 256, g: 128, b: 64 };
  return sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .webp({ lossless: true })
    .toBuffer();
}
