import type { DocumentLimits } from '../graphql/limits/document-limits.ts';
import type { ServerLimits } from './server-limits.ts';

/** What a server lets whom do. */
export interface ServerSettings {
  readonly limits: ServerLimits & DocumentLimits;
  /** Pages of these origins may use the API. */
  readonly corsOrigins: readonly string[];
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** As others reach this server; null: where it listens. */
  readonly publicUrl: string | null;
  readonly graphiql: boolean;
  readonly introspection: boolean;
}
