import type { DocumentLimits } from '../graphql/limits/document-limits.ts';
import type { ServerLimits } from '../server/server-limits.ts';

export type Limits = DocumentLimits & ServerLimits;

/** One limit: how the code names it, what it may be, and how docs/operations/configuration.md tells of it. */
export interface Limit {
  /** Null: it is no limit of the server's; the configuration holds it beside them. */
  readonly name: keyof Limits | null;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly of: string;
  readonly beyond: string;
}
