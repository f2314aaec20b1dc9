import type { DocumentLimits } from '../graphql/limits/document-limits.ts';
import type { ServerLimits } from '../server/server-limits.ts';

export type Limits = DocumentLimits & ServerLimits;

/** One limit: its name in the code, its range, and its description in docs/operations/configuration.md. */
export interface Limit {
  /** Null: it is no limit of the server's; the configuration holds it beside them. */
  readonly name: keyof Limits | null;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly description: string;
  readonly onExceeded: string;
}
