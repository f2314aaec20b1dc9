import type { Engine, EnginePicture } from './engine.ts';

/** The methods that make pictures. */
export type EngineMethod = Exclude<keyof Engine, 'name' | 'whyNoEdit'>;

export type ToThread =
  | { readonly type: 'call'; readonly id: number; readonly method: EngineMethod; readonly request: unknown }
  | { readonly type: 'abort'; readonly id: number };

/** Errors lose their class between threads, so `isRejection` is sent beside the message. */
export type FromThread =
  | { readonly id: number; readonly picture: EnginePicture }
  | {
      readonly id: number;
      readonly error: { readonly isRejection: boolean; readonly message: string; readonly stack: string };
    };
