import type { Engine, EnginePicture } from './engine.ts';

/** What of an engine is called. */
export type EngineMethod = Exclude<keyof Engine, 'name' | 'whyNoEdit'>;

export type ToThread =
  | { readonly type: 'call'; readonly id: number; readonly method: EngineMethod; readonly request: unknown }
  | { readonly type: 'abort'; readonly id: number };

/** Errors lose their class on the way from one thread to another: it is told beside their words. */
export type FromThread =
  | { readonly id: number; readonly picture: EnginePicture }
  | {
      readonly id: number;
      readonly error: { readonly isRejection: boolean; readonly message: string; readonly stack: string };
    };
