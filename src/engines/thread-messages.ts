import type { Engine, EnginePicture, SubjectFound } from './engine.ts';

/** The methods that make pictures. */
export type EngineMethod = Exclude<keyof Engine, 'name' | 'whyNoEdit' | 'findSubject'>;

/** The methods that are called in the engine's thread. */
export type ThreadMethod = EngineMethod | 'findSubject';

export type ThreadResult = EnginePicture | SubjectFound | null;

export type ToThread =
  | { readonly type: 'call'; readonly id: number; readonly method: ThreadMethod; readonly request: unknown }
  | { readonly type: 'abort'; readonly id: number };

/** Errors lose their class between threads, so `isRejection` is sent beside the message. */
export type FromThread =
  | { readonly id: number; readonly result: ThreadResult }
  | {
      readonly id: number;
      readonly error: { readonly isRejection: boolean; readonly message: string; readonly stack: string };
    };
