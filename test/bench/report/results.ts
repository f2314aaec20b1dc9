import type { Machine } from '../measuring/machine.ts';

/** What the suite has measured, as it is kept from run to run: each section is replaced by its next run. */
export interface Results {
  readonly machine: Machine;
  readonly sections: Readonly<Record<string, SectionResult>>;
}

export interface SectionResult {
  /** Such as 2026-11-22 14:05 UTC. */
  readonly measuredAt: string;
  /** Before and after, over 1, 5 and 15 minutes. */
  readonly loadAverages: readonly [string, string];
  readonly commit: string;
  readonly seconds: number;
  readonly bars: readonly Bar[];
  readonly tables: readonly Table[];
}

/** One of the limits that the program is to keep. */
export interface Bar {
  readonly what: string;
  readonly measured: number;
  readonly limit: { readonly atLeast: number } | { readonly atMost: number };
  /** After the number: `×` where it is a ratio. */
  readonly unit: string;
  /** Why it cannot be judged on this machine. */
  readonly notJudged?: string;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Null where it cannot be judged. */
export function isMet({ measured, limit, notJudged }: Bar): boolean | null {
  if (notJudged !== undefined) return null;
  return 'atLeast' in limit ? measured >= limit.atLeast : measured <= limit.atMost;
}
