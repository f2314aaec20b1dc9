import type { DocumentLimits } from '../graphql/limits/document-limits.ts';
import type { ServerLimits } from './server-limits.ts';

/** Settings of the server that decide who may use it, and how much. */
export interface ServerSettings {
  readonly limits: ServerLimits & DocumentLimits;
  /** Pages of these origins may use the API. */
  readonly corsOrigins: readonly string[];
  /** Addresses and networks of proxies whose X-Forwarded-For is trusted. */
  readonly trustedProxies: readonly string[];
  /** The URL under which clients reach this server; null: the one on which it listens. */
  readonly publicUrl: string | null;
  /** The origin of the bucket, with which browsers exchange pictures directly; null: they do not. */
  readonly pictureOrigin: string | null;
  readonly graphiql: boolean;
  readonly introspection: boolean;
}
