import type { CallUsage } from './call-usage.ts';

/**
 * Makes pictures. The request contains everything that the engine needs; an engine keeps no state between calls.
 *
 * Every method resolves with an upright picture (no EXIF orientation), or throws
 * - `EngineRejectedError`: this request can never succeed. It is not retried; the action fails and its charge is refunded.
 * - `EngineMisconfiguredError`: all requests fail until the operator fixes the configuration. Not retried; refunded.
 * - `EngineBusyError`: the engine accepts requests again after `retryAfterMs`. The action waits; the try is not counted.
 * - any other error, such as `EngineUnavailableError`: a retry may succeed. It is retried, then refunded.
 * - the signal's reason, soon after the signal is aborted.
 */
export interface Engine {
  /** The name in the configuration: `builtin`, or that of the model. */
  readonly name: string;
  /** Makes a first picture. */
  prompt(request: PromptRequest, signal: AbortSignal): Promise<EnginePicture>;
  /** Refines an earlier picture: same width and height, same composition. */
  edit(request: EditRequest, signal: AbortSignal): Promise<EnginePicture>;
  /**
   * Explains to a person why an edit would not change a picture that was made from `before`, judging by the text; null if it
   * might. Called before an edit is charged. An engine without it accepts every edit.
   */
  whyNoEdit?(words: EditWords, before: EditWords): string | null;
  /** Puts the picture's subject before another background: same width and height. */
  background(request: BackgroundRequest, signal: AbortSignal): Promise<EnginePicture>;
  /**
   * Finds the area that Background keeps if no mask is given, to be shown before the action is charged; null if no subject is found.
   * For an engine without it, the preview engine finds the subject.
   */
  findSubject?(request: SubjectRequest, signal: AbortSignal): Promise<SubjectFound | null>;
  /** Extends the picture by the requested pixels on each side. */
  expand(request: ExpandRequest, signal: AbortSignal): Promise<EnginePicture>;
}

/** A picture that an engine made. */
export interface EnginePicture {
  /** The usage of the call, for paid providers. */
  readonly usage?: CallUsage;
  readonly bytes: Uint8Array;
  readonly contentType: 'image/webp' | 'image/png' | 'image/jpeg';
  /** How the picture differs from the request, for a person; absent: no known difference. */
  readonly note?: string | null;
}

/** PNG, JPEG or WebP bytes, upright. */
export type PictureBytes = Uint8Array;

/** A part of every request. */
interface Chance {
  /** 0 to 2,147,483,647. Another seed makes another picture of the same text; the same seed the same picture, if supported. */
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

/** The text of an edit, or of the request that made a picture. */
export interface EditWords {
  readonly prompt: string;
  readonly model: string | null;
  readonly styling: string | null;
  readonly background: string | null;
}

/** `background` is another one than the picture has; null keeps the picture's. */
export interface EditRequest extends EditWords, Chance {
  readonly picture: PictureBytes;
}

export interface BackgroundRequest extends Chance {
  readonly picture: PictureBytes;
  readonly background: string;
  /** White: what to keep. Any size; it is stretched over the picture. */
  readonly mask: PictureBytes | null;
}

export interface SubjectRequest {
  readonly picture: PictureBytes;
  /** White: what a person says belongs to the subject. Any size; it is stretched over the picture. */
  readonly hint: PictureBytes | null;
}

export interface SubjectFound {
  /** White: the subject. In the size of the picture. */
  readonly mask: PictureBytes;
  /** The subject on transparency, in the size of the picture. */
  readonly cutout: PictureBytes;
  /** 0 to 1; below 0.5 it is wrong more often than not. */
  readonly confidence: number;
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

/** The engine rejects this request, and a retry would be rejected too. The message is shown to the person. */
export class EngineRejectedError extends Error {
  override readonly name = 'EngineRejectedError';
}

/** The engine cannot be reached or does not work at the moment. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}

/** The engine lacks a key, credit or a model: every request fails until the operator fixes that. The message is for the log. */
export class EngineMisconfiguredError extends Error {
  override readonly name = 'EngineMisconfiguredError';
  /** The instruction for the operator. It contains nothing from the provider's response, because /readyz returns it. */
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The engine accepts no more requests for a time. */
export class EngineBusyError extends Error {
  override readonly name = 'EngineBusyError';
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}
