import type { CallUsage } from './call-usage.ts';

/**
 * What makes pictures. An engine is given everything that it needs in the request, and keeps nothing between calls.
 *
 * Every method promises a picture of its own pixels, upright (no EXIF orientation), or throws
 * - `EngineRejectedError`: this request will never work. It is not tried again; the action fails and its charge is refunded.
 * - `EngineMisconfiguredError`: no request works until the operator mends the configuration. Not tried again; refunded.
 * - `EngineBusyError`: it takes requests again at the time that it tells. The action waits until then, and no try is counted.
 * - anything else, `EngineUnavailableError` first of all: it may work later. It is tried again, then refunded.
 * - the signal's reason, soon after the signal aborts.
 */
export interface Engine {
  /** As the operator knows it: `builtin`, or the name of a provider. */
  readonly name: string;
  /** Makes a first picture. */
  prompt(request: PromptRequest, signal: AbortSignal): Promise<EnginePicture>;
  /** Refines an earlier picture: same width and height, same composition. */
  edit(request: EditRequest, signal: AbortSignal): Promise<EnginePicture>;
  /**
   * Why an edit by these words would change nothing of a picture that was made from those before, for a person; null: it would, as far
   * as words tell. Asked before an edit is charged. An engine without it takes every edit.
   */
  whyNoEdit?(words: EditWords, before: EditWords): string | null;
  /** Puts the picture's subject before another background: same width and height. */
  background(request: BackgroundRequest, signal: AbortSignal): Promise<EnginePicture>;
  /** Widens the frame by the pixels asked for on each side. */
  expand(request: ExpandRequest, signal: AbortSignal): Promise<EnginePicture>;
}

/** A picture that an engine made. */
export interface EnginePicture {
  /** What it took, where somebody is paid for it. */
  readonly usage?: CallUsage;
  readonly bytes: Uint8Array;
  readonly contentType: 'image/webp' | 'image/png' | 'image/jpeg';
  /** What in the picture differs from what was asked for, for a person; absent: nothing that is known. */
  readonly note?: string | null;
}

/** PNG, JPEG or WebP bytes, upright. */
export type PictureBytes = Uint8Array;

/** What every request carries. */
interface Chance {
  /** 0 to 2,147,483,647. Another number makes another picture of the same words; the same one the same, as far as the engine can. */
  readonly seed: number;
}

export interface PromptRequest extends Chance {
  readonly prompt: string;
  /** Who or what is shown. */
  readonly model: string | null;
  readonly styling: string | null;
  readonly background: string | null;
  readonly aspectRatio: AspectRatio;
  /** A photo of the product, to build the picture around. */
  readonly source: PictureBytes | null;
  /** White: what of the source to keep. Any size; it is stretched over the source. */
  readonly mask: PictureBytes | null;
}

/** The words of an edit, or those that a picture was made from. */
export interface EditWords {
  readonly prompt: string;
  readonly model: string | null;
  readonly styling: string | null;
  readonly background: string | null;
}

export interface EditRequest extends EditWords, Chance {
  readonly picture: PictureBytes;
}

export interface BackgroundRequest extends Chance {
  readonly picture: PictureBytes;
  readonly background: string;
  /** White: what to keep. Any size; it is stretched over the picture. */
  readonly mask: PictureBytes | null;
}

export interface ExpandRequest extends Chance {
  readonly picture: PictureBytes;
  /** Pixels to add on each side; at least one is above 0. */
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  readonly prompt: string | null;
}

/** Width to height, both whole and above 0, such as 4:5. */
export interface AspectRatio {
  readonly width: number;
  readonly height: number;
}

/** The engine refuses this very request, and would refuse it again. The message is shown to the person. */
export class EngineRejectedError extends Error {
  override readonly name = 'EngineRejectedError';
}

/** The engine cannot be reached or does not work now. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}

/** The engine lacks a key, credit or a model: every request fails until the operator mends that. The message is for the log. */
export class EngineMisconfiguredError extends Error {
  override readonly name = 'EngineMisconfiguredError';
  /** What to do, without a word of the provider's: it is told to whoever asks whether the server is ready. */
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The engine takes no more requests for now. */
export class EngineBusyError extends Error {
  override readonly name = 'EngineBusyError';
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}
