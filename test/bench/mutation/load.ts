import type { LoopResult } from '../measuring/closed-loop.ts';

/** Callers over HTTP, in a process of their own. */
export interface LoadCalls {
  /** Every connection performs Prompts one after the other; the projects are taken in turns. Rejects at any other answer. */
  measure(argument: LoadSettings): Promise<LoopResult>;
}

export interface LoadSettings {
  readonly urls: readonly string[];
  /** To each of the URLs. */
  readonly connections: number;
  readonly durationMs: number;
  readonly authorization: string;
  readonly projectIds: readonly string[];
}
